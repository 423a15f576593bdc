#include "kiosk/editions/manifest.h"

#include <map>
#include <utility>

#include "kiosk/editions/lines.h"

namespace balai {

namespace {

using namespace std::literals;

constexpr std::string_view type = "balai-pack ", first_line = "balai-pack 1";

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::Writing:
            return "text";
        case Kind::Png:
            return "png";
        case Kind::Jpeg:
            return "jpeg";
        case Kind::Opus:
            break;
    }
    return "opus";
}

// The words between single blanks; empty words show a blank too many.
std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (;;) {
        const auto end = line.find(' ');
        words.push_back(line.substr(0, end));
        if (end == line.npos) return words;
        line.remove_prefix(end + 1);
    }
}

tl::expected<PackFile, Refusal> read_file(std::string_view line) {
    const auto words = words_of(line);
    if (words.size() != 6 || !is_hex64(words[0]) || !is_inner_path(words[5])) return tl::unexpected(Refusal::Grammar);
    const auto size = number_of(words[1]), width = number_of(words[3]), height = number_of(words[4]);
    if (!size || !width || !height || *size > largest_blob) return tl::unexpected(Refusal::Grammar);
    const auto kind = kind_of(words[5]);
    if (!kind || name(*kind) != words[2]) return tl::unexpected(Refusal::KindUnknown);
    if (is_picture(*kind) ? *width == 0 || *height == 0 : *width != 0 || *height != 0)
        return tl::unexpected(Refusal::Grammar);
    if (*width > longest_side || *height > longest_side) return tl::unexpected(Refusal::PixelBudget);
    return PackFile{std::string{words[5]}, std::string{words[0]}, *size, *kind, *width, *height};
}

}  // namespace

std::uint64_t total_size(const Manifest& manifest) {
    std::uint64_t sum = 0;
    for (const PackFile& file : manifest.files) sum += file.size;
    return sum;
}

std::optional<Kind> kind_of(std::string_view path) {
    const auto dot = path.rfind('.');
    const auto ending = dot == path.npos ? ""sv : path.substr(dot);
    if (ending == ".toml" || ending == ".md") return Kind::Writing;
    if (ending == ".png") return Kind::Png;
    if (ending == ".jpg") return Kind::Jpeg;
    if (ending == ".opus") return Kind::Opus;
    return std::nullopt;
}

std::string to_text(const Manifest& manifest) {
    std::string text{first_line};
    text += "\nsite=" + manifest.site + "\nseq=" + std::to_string(manifest.sequence) +
            "\nissued=" + to_string(manifest.issued) +
            "\nvalid_until=" + (manifest.valid_until ? to_string(*manifest.valid_until) : "none") +
            "\nmin_app=" + std::to_string(manifest.min_app) + "\nblobs=" + std::to_string(manifest.files.size()) + "\n";
    for (const PackFile& file : manifest.files) {
        text += file.hash + " " + std::to_string(file.size) + " ";
        text += name(file.kind);
        text += " " + std::to_string(file.width) + " " + std::to_string(file.height) + " " + file.path + "\n";
    }
    return text;
}

tl::expected<Manifest, RefusedPack> read_manifest(std::string_view text) {
    if (text.size() > largest_manifest) return tl::unexpected(RefusedPack{Refusal::ManifestTooBig, {}});
    Lines lines{text};
    const auto wrong = [&lines](Refusal reason) {
        return tl::unexpected(RefusedPack{reason, std::to_string(lines.line())});
    };
    const auto first = lines.take();
    if (!first || first->substr(0, type.size()) != type) return wrong(Refusal::WrongType);
    if (*first != first_line)
        return wrong(number_of(first->substr(type.size())) ? Refusal::ProgramTooOld : Refusal::WrongType);

    Manifest manifest;
    const auto missing = [&lines] {
        return tl::unexpected(RefusedPack{Refusal::Grammar, std::to_string(lines.line() + 1)});
    };
    const auto site = lines.take("site");
    if (!site) return missing();
    if (!is_site(*site)) return wrong(Refusal::Grammar);
    manifest.site = *site;
    const auto sequence = lines.take("seq");
    if (!sequence) return missing();
    if (const auto number = number_of(*sequence); number && *number > 0)
        manifest.sequence = *number;
    else
        return wrong(Refusal::Grammar);
    const auto issued = lines.take("issued");
    if (!issued) return missing();
    if (const auto date = parse_date(*issued))
        manifest.issued = *date;
    else
        return wrong(Refusal::Grammar);
    const auto until = lines.take("valid_until");
    if (!until) return missing();
    manifest.valid_until = parse_date(*until);
    if (!manifest.valid_until && *until != "none") return wrong(Refusal::Grammar);
    const auto app = lines.take("min_app");
    if (!app) return missing();
    if (const auto number = number_of(*app))
        manifest.min_app = *number;
    else
        return wrong(Refusal::Grammar);
    if (manifest.min_app > content_make) return wrong(Refusal::ProgramTooOld);
    const auto blobs = lines.take("blobs");
    if (!blobs) return missing();
    const auto count = number_of(*blobs);
    if (!count || *count == 0 || *count > most_files) return wrong(Refusal::Grammar);

    std::uint64_t pixels = 0, size = 0;
    std::map<std::string_view, std::uint64_t> sizes;  // one hash, one size
    for (std::uint64_t i = 0; i < *count; ++i) {
        const auto line = lines.take();
        if (!line) return missing();
        auto file = read_file(*line);
        if (!file) return wrong(file.error());
        if (!manifest.files.empty() && file->path <= manifest.files.back().path) return wrong(Refusal::Grammar);
        if (sizes.emplace(line->substr(0, 64), file->size).first->second != file->size) return wrong(Refusal::Grammar);
        pixels += file->width * file->height;
        size += file->size;
        if (pixels > most_pixels) return wrong(Refusal::PixelBudget);
        if (size > largest_pack) return wrong(Refusal::Grammar);
        manifest.files.push_back(std::move(*file));
    }
    if (!lines.at_end()) return missing();
    return manifest;
}

}  // namespace balai
