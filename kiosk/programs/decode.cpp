// balai-decode: opens pictures that came on a stick and says whether it could. Asked "png <width> <height> <size>" and
// the bytes, it answers with one letter: k it opened in that size, f it did not, m it wanted too much memory. Before
// the first byte it gives up every right but reading, writing and memory.
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "platform/glass/pictures.h"

namespace {

constexpr unsigned long most_memory = 256UL << 20, most_seconds = 60, largest_picture = 16 << 20, longest_side = 4096;

#if defined(__x86_64__)
constexpr unsigned this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned this_machine = AUDIT_ARCH_AARCH64;
#else
#error "the filter below must know this machine"
#endif

// Everything but these ends the program.
constexpr unsigned allowed[] = {__NR_read,    __NR_write, __NR_brk,          __NR_mmap, __NR_munmap,    __NR_mremap,
                                __NR_madvise, __NR_futex, __NR_rt_sigreturn, __NR_exit, __NR_exit_group};

bool filter_calls() {
    std::vector<sock_filter> filter{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_machine, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    for (const unsigned call : allowed) {
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    }
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool limit(int what, unsigned long most) {
    const rlimit both{most, most};
    return setrlimit(static_cast<__rlimit_resource>(what), &both) == 0;
}

bool give_up_rights() {
#ifndef __SANITIZE_ADDRESS__  // its shadow alone is larger
    if (!limit(RLIMIT_AS, most_memory)) return false;
#endif
    return limit(RLIMIT_CPU, most_seconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_NOFILE, 3) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls();
}

bool read_all(char* bytes, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(0, bytes, size);
        if (got <= 0) return false;
        bytes += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool read_line(std::string& line) {
    line.clear();
    for (char letter = 0; line.size() < 100 && read_all(&letter, 1); line += letter)
        if (letter == '\n') return true;
    return false;
}

char look_at(const std::string& bytes, unsigned long width, unsigned long height) {
    try {
        const auto picture = balai::decode_png(bytes);
        const bool as_signed = picture && static_cast<unsigned long>(picture->width) == width &&
                               static_cast<unsigned long>(picture->height) == height;
        return as_signed ? 'k' : 'f';
    } catch (const std::bad_alloc&) {
        return 'm';
    }
}

}  // namespace

int main() {
    if (!give_up_rights()) return 3;
    std::string line, bytes;
    while (read_line(line)) {
        char kind[8] = "";
        unsigned long width = 0, height = 0, size = 0;
        if (std::sscanf(line.c_str(), "%7s %lu %lu %lu", kind, &width, &height, &size) != 4 || size > largest_picture)
            _exit(1);
        bytes.resize(size);
        if (!read_all(bytes.data(), size)) _exit(1);
        const bool wanted = std::string{kind} == "png" && width <= longest_side && height <= longest_side;
        const char answer = wanted ? look_at(bytes, width, height) : 'f';
        if (::write(1, &answer, 1) != 1) _exit(1);
    }
    _exit(0);
}
