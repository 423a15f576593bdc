#include "platform/sound/clip.h"

#include <opusfile.h>

#include <algorithm>
#include <array>

#include "platform/base/handle.h"

namespace balai {

struct Clip::Inside {
    std::string bytes;
    Handle<OggOpusFile, op_free> file;
    std::size_t left = 0;  // samples: what the file says of its length is also the most it may give
    // opusfile hands out whole frames of two channels; what was not asked for yet waits here.
    std::array<float, 2 * 5760> frame{};
    std::size_t from = 0, to = 0;

    bool refill() {
        const int count = op_read_float_stereo(file.get(), frame.data(), static_cast<int>(frame.size()));
        from = 0;
        to = count > 0 ? static_cast<std::size_t>(count) : 0;
        return to > 0;
    }
};

Clip::Clip(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Clip::Clip(Clip&&) noexcept = default;
Clip& Clip::operator=(Clip&&) noexcept = default;
Clip::~Clip() = default;

Result<Clip> Clip::open(const std::filesystem::path& file, Disk& disk) {
    auto bytes = disk.read(file, largest_clip);
    if (!bytes) return tl::unexpected(bytes.error());
    auto inside = std::make_unique<Inside>();
    inside->bytes = std::move(*bytes);
    int error = 0;
    inside->file.reset(
        op_open_memory(reinterpret_cast<const unsigned char*>(inside->bytes.data()), inside->bytes.size(), &error));
    if (!inside->file) return fail(Trouble::Damaged, file.filename().string(), "no Opus: " + std::to_string(error));
    const ogg_int64_t total = op_pcm_total(inside->file.get(), -1);
    if (total <= 0) return fail(Trouble::Damaged, file.filename().string(), "no length");
    inside->left = static_cast<std::size_t>(total);
    if (lasting(inside->left) > longest_clip) return fail(Trouble::Damaged, file.filename().string(), "too long");
    return Clip{std::move(inside)};
}

Moment Clip::length() const { return lasting(inside_->left); }

std::size_t Clip::read(std::span<float> into) {
    std::size_t done = 0;
    while (done < into.size() && inside_->left > 0) {
        if (inside_->from == inside_->to && !inside_->refill()) inside_->left = 0;
        const std::size_t count = std::min({into.size() - done, inside_->to - inside_->from, inside_->left});
        if (count == 0) break;
        for (std::size_t i = 0; i < count; ++i) {
            const float* pair = &inside_->frame[2 * (inside_->from + i)];
            into[done + i] = (pair[0] + pair[1]) / 2;
        }
        inside_->from += count;
        inside_->left -= count;
        done += count;
    }
    return done;
}

}  // namespace balai
