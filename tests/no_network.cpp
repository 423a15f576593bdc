// Runs a command that is killed by the kernel the moment it asks for a socket of the internet or of raw packets.
// `no_network --try` asks for one itself, to prove that the fence stands.
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstring>

int main(int count, char** arguments) {
    const sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 5),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_PACKET, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog fence{sizeof rules / sizeof *rules, const_cast<sock_filter*>(rules)};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &fence) != 0) {
        std::perror("the fence cannot be put up");
        return 3;
    }
    if (count == 2 && std::strcmp(arguments[1], "--try") == 0) {
        const pid_t child = fork();
        if (child == 0) {
            socket(AF_INET, SOCK_STREAM, 0);
            _exit(0);  // never reached: the kernel has ended us
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS ? 0 : 1;
    }
    execv(arguments[1], arguments + 1);
    std::perror(arguments[1]);
    return 3;
}
