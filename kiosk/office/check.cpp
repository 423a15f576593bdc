#include "kiosk/office/check.h"

#include <algorithm>
#include <future>
#include <thread>

#include "platform/sign/hash.h"
#include "platform/sign/signature.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

Refused why_unreadable(const Problem& problem) {
    return problem.trouble == Trouble::Damaged && problem.detail.find("longer than") != std::string::npos
               ? Refused::TooLarge
               : Refused::Incomplete;
}

// The cheapest question first; nothing is taken apart before the signature fits.
tl::expected<void, Refused> judge(Checked& checked, const Enrolled& enrolled, const Known& known, Disk& disk) {
    const fs::path& path = checked.found.path;
    const auto terminal = enrolled.find(checked.found.kiosk);
    if (terminal == enrolled.end()) return tl::unexpected(Refused::Stranger);
    const auto receipt = disk.read(path / receipt_file, largest_receipt);
    if (!receipt) return tl::unexpected(why_unreadable(receipt.error()));
    const auto signature = disk.read(path / signature_file, largest_signature);
    if (!signature) return tl::unexpected(why_unreadable(signature.error()));
    if (!verify(hash512(*receipt), *signature, terminal->second.key)) return tl::unexpected(Refused::Forged);
    auto read = read_receipt(*receipt);
    if (!read) return tl::unexpected(read.error());
    checked.receipt = std::move(*read);
    checked.receipt_digest = digest(*receipt);
    if (checked.receipt.kiosk != checked.found.kiosk || std::to_string(checked.receipt.serial) != checked.found.serial)
        return tl::unexpected(Refused::OtherFolder);
    const auto before = known.find({checked.found.kiosk, checked.found.serial});
    if (before != known.end() && before->second != checked.receipt_digest) return tl::unexpected(Refused::Conflict);
    const auto results = disk.read(path / results_file, largest_results);
    if (!results) return tl::unexpected(why_unreadable(results.error()));
    const bool unchanged = digest(*results) == checked.receipt.results;
    if (unchanged && before != known.end()) {
        checked.state = Checked::Known;
        return {};
    }
    auto cells = read_results(*results, checked.receipt.kiosk, checked.receipt.serial);
    // A change is named by what it is when that can be said; the digest says that there was one.
    if (!cells && (cells.error() != Refused::Malformed || unchanged)) return tl::unexpected(cells.error());
    if (!unchanged) return tl::unexpected(Refused::Changed);
    checked.cells = std::move(*cells);
    checked.state = Checked::New;
    return {};
}

}  // namespace

std::vector<Checked> check_all(std::vector<Found> batch, const Enrolled& enrolled, const Known& known, Disk& disk) {
    const std::size_t workers = std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
    std::vector<Checked> checked(batch.size());
    std::vector<std::future<void>> running;
    for (std::size_t worker = 0; worker < workers; ++worker)
        running.push_back(std::async(std::launch::async, [&, worker] {
            for (std::size_t i = worker; i < batch.size(); i += workers) {
                checked[i].found = std::move(batch[i]);
                if (auto judged = judge(checked[i], enrolled, known, disk); !judged) checked[i].why = judged.error();
            }
        }));
    for (auto& one : running) one.get();
    return checked;
}

}  // namespace balai
