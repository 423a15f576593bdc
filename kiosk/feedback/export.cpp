#include "kiosk/feedback/export.h"

#include "kiosk/feedback/weeks.h"
#include "platform/sign/signature.h"

namespace balai {

Result<PreparedResults> prepare_results(Tallies& tallies, const ExportState& state, const SecretKey& key) {
    auto counts = tallies.all();
    if (!counts) return tl::unexpected(counts.error());
    const auto dropped = tallies.all_dropped();
    if (!dropped) return tl::unexpected(dropped.error());
    for (const auto& one : *dropped) counts->push_back({as_opinion(one), one.count});
    const auto departed = tallies.departed();
    if (!departed) return tl::unexpected(departed.error());
    auto last = tallies.last_folder();
    if (!last) return tl::unexpected(last.error());

    const Departure departure = depart(*counts, *departed, state.today);
    Receipt receipt{state.kiosk,
                    last->serial + 1,
                    week_of(state.today.date),
                    state.today.trust == Trust::Set,
                    state.edition,
                    state.program,
                    state.health,
                    {}};
    const auto before = read_receipt(last->receipt);
    bool news = !before || !departure.cells.empty();
    if (before) {
        Receipt same = *before;
        same.serial = receipt.serial;
        same.results.clear();
        news = news || same != receipt;
    }
    PreparedResults prepared{state.kiosk, {}, 0};
    if (news) {
        ResultsFolder folder;
        folder.serial = prepared.new_serial = receipt.serial;
        folder.results = results_text(state.kiosk, receipt.serial, departure.cells);
        receipt.results = digest(folder.results);
        folder.receipt = receipt_text(receipt);
        folder.signature =
            sign(hash512(folder.receipt), "balai results " + state.kiosk + " " + std::to_string(receipt.serial), key);
        if (auto kept = tallies.keep(folder, departure.left); !kept) return tl::unexpected(kept.error());
    }
    auto folders = tallies.folders();
    if (!folders) return tl::unexpected(folders.error());
    prepared.folders = std::move(*folders);
    return prepared;
}

Result<void> write_results(const PreparedResults& results, const std::filesystem::path& stick, Disk& disk) {
    for (const ResultsFolder& folder : results.folders) {
        const auto place = stick / results_folder / results.kiosk / std::to_string(folder.serial);
        if (auto made = disk.make_folder(place); !made) return tl::unexpected(made.error());
        // The signature last: a folder without it is plainly not finished.
        for (const auto& [name, bytes] : {std::pair{results_file, &folder.results},
                                          {receipt_file, &folder.receipt},
                                          {signature_file, &folder.signature}}) {
            if (disk.read(place / name, largest_results).value_or("") == *bytes) continue;
            if (auto written = disk.write_durably(place / name, *bytes); !written)
                return tl::unexpected(written.error());
            if (disk.read(place / name, largest_results).value_or("") != *bytes)
                return fail(Trouble::Damaged, "flashdisk", (place / name).string() + ": reads back differently");
        }
    }
    return {};
}

Result<Exported> export_results(Tallies& tallies, const ExportState& state, const SecretKey& key,
                                const std::filesystem::path& stick, Disk& disk) {
    const auto prepared = prepare_results(tallies, state, key);
    if (!prepared) return tl::unexpected(prepared.error());
    if (auto written = write_results(*prepared, stick, disk); !written) return tl::unexpected(written.error());
    return Exported{static_cast<int>(prepared->folders.size()), prepared->new_serial};
}

Result<std::optional<Acknowledgement>> find_acknowledgement(const std::string& kiosk, const PublicKey& office,
                                                            const std::filesystem::path& stick, Disk& disk) {
    const auto place = stick / results_folder / kiosk;
    const auto text = disk.read(place / acknowledgement_file, largest_acknowledgement);
    if (!text && text.error().trouble == Trouble::NotFound) return std::nullopt;
    if (!text) return tl::unexpected(text.error());
    const auto signature = disk.read(place / acknowledgement_signature_file, largest_signature);
    if (!signature || !verify(hash512(*text), *signature, office))
        return fail(Trouble::Damaged, "tanda terima", "the acknowledgement is not signed by the office");
    auto acknowledgement = read_acknowledgement(*text);
    if (!acknowledgement) return fail(Trouble::Damaged, "tanda terima", "the acknowledgement cannot be read");
    if (acknowledgement->kiosk != kiosk) return std::nullopt;
    return std::move(*acknowledgement);
}

Result<Acknowledged> forget(Tallies& tallies, const Acknowledgement& acknowledgement) {
    auto folders = tallies.folders();
    if (!folders) return tl::unexpected(folders.error());
    Acknowledged done{0, acknowledgement.date};
    for (const ResultsFolder& folder : *folders) {
        const auto had = acknowledgement.have.find(folder.serial);
        if (had == acknowledgement.have.end() || had->second != digest(folder.receipt)) continue;
        if (auto forgotten = tallies.acknowledge(folder.serial); !forgotten) return tl::unexpected(forgotten.error());
        ++done.folders;
    }
    return done;
}

Result<Acknowledged> take_acknowledgement(Tallies& tallies, const std::string& kiosk, const PublicKey& office,
                                          const std::filesystem::path& stick, Disk& disk) {
    const auto found = find_acknowledgement(kiosk, office, stick, disk);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return Acknowledged{};
    return forget(tallies, **found);
}

}  // namespace balai
