#include "platform/glass/frame_buffer.h"

#include <fcntl.h>
#include <libdrm/drm.h>
#include <libdrm/drm_mode.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/descriptor.h"

namespace balai {

namespace {

std::uint64_t address(const void* of) { return reinterpret_cast<std::uintptr_t>(of); }

// A screen that is plugged in: its connector, the mode it prefers, the controller that can feed it.
struct Screen {
    std::uint32_t connector = 0, controller = 0;
    drm_mode_modeinfo mode{};
};

bool find_screen(int card, Screen& screen) {
    drm_mode_card_res counts{};
    if (ioctl(card, DRM_IOCTL_MODE_GETRESOURCES, &counts) != 0) return false;
    std::vector<std::uint32_t> connectors(counts.count_connectors), controllers(counts.count_crtcs);
    drm_mode_card_res resources{};
    resources.count_connectors = counts.count_connectors;
    resources.connector_id_ptr = address(connectors.data());
    resources.count_crtcs = counts.count_crtcs;
    resources.crtc_id_ptr = address(controllers.data());
    if (ioctl(card, DRM_IOCTL_MODE_GETRESOURCES, &resources) != 0 || controllers.empty()) return false;

    for (const std::uint32_t id : connectors) {
        drm_mode_get_connector sizes{};
        sizes.connector_id = id;
        if (ioctl(card, DRM_IOCTL_MODE_GETCONNECTOR, &sizes) != 0 || sizes.connection != 1 || sizes.count_modes == 0)
            continue;
        std::vector<drm_mode_modeinfo> modes(sizes.count_modes);
        drm_mode_get_connector connector{};
        connector.connector_id = id;
        connector.count_modes = sizes.count_modes;
        connector.modes_ptr = address(modes.data());
        if (ioctl(card, DRM_IOCTL_MODE_GETCONNECTOR, &connector) != 0) continue;
        screen.connector = id;
        screen.mode = modes.front();  // the kernel lists the preferred one first
        screen.controller = controllers.front();
        // A board with two outputs has two controllers: the one already wired to this screen is the right one.
        drm_mode_get_encoder encoder{};
        encoder.encoder_id = connector.encoder_id;
        if (connector.encoder_id != 0 && ioctl(card, DRM_IOCTL_MODE_GETENCODER, &encoder) == 0 && encoder.crtc_id != 0)
            screen.controller = encoder.crtc_id;
        return true;
    }
    return false;
}

class FrameBuffer : public Window {
public:
    FrameBuffer(Descriptor card, int width, int height, std::uint32_t pitch, std::uint32_t id, std::byte* pixels,
                std::size_t size)
        : card_(std::move(card)),
          width_(width),
          height_(height),
          pitch_(pitch),
          id_(id),
          pixels_(pixels),
          size_(size) {}
    FrameBuffer(const FrameBuffer&) = delete;
    FrameBuffer& operator=(const FrameBuffer&) = delete;
    ~FrameBuffer() override { munmap(pixels_, size_); }

    int width() const override { return width_; }
    int height() const override { return height_; }
    int descriptor() const override { return -1; }
    bool is_console() const override { return true; }
    bool is_makeshift() const override { return true; }

    void present(const Canvas& canvas, Box changed) override {
        const Box box = overlap(changed, {0, 0, width_, height_});
        for (int y = box.y; y < box.bottom(); ++y)
            std::memcpy(pixels_ + static_cast<std::size_t>(y) * pitch_ + static_cast<std::size_t>(box.x) * 4,
                        canvas.row(y) + box.x, static_cast<std::size_t>(box.w) * 4);
        drm_mode_fb_dirty_cmd dirty{};
        dirty.fb_id = id_;
        // Drivers that scan out of this memory directly answer ENOSYS, which is as good.
        ioctl(card_.number(), DRM_IOCTL_MODE_DIRTYFB, &dirty);
    }

private:
    Descriptor card_;
    int width_, height_;
    std::uint32_t pitch_, id_;
    std::byte* pixels_;
    std::size_t size_;
};

Result<std::unique_ptr<Window>> open_card(const std::string& path) {
    const auto broken = [&path](const char* what) {
        return fail(Trouble::NoDevice, "layar", path + ": " + what + ": " + std::strerror(errno));
    };
    Descriptor card{open(path.c_str(), O_RDWR | O_CLOEXEC)};
    if (!card) return broken("open");
    Screen screen;
    if (!find_screen(card.number(), screen)) return broken("no connected screen");

    drm_mode_create_dumb buffer{};
    buffer.width = screen.mode.hdisplay;
    buffer.height = screen.mode.vdisplay;
    buffer.bpp = 32;
    if (ioctl(card.number(), DRM_IOCTL_MODE_CREATE_DUMB, &buffer) != 0) return broken("create");
    drm_mode_fb_cmd frame{};
    frame.width = buffer.width;
    frame.height = buffer.height;
    frame.pitch = buffer.pitch;
    frame.bpp = 32;
    frame.depth = 24;
    frame.handle = buffer.handle;
    if (ioctl(card.number(), DRM_IOCTL_MODE_ADDFB, &frame) != 0) return broken("add");
    drm_mode_map_dumb map{};
    map.handle = buffer.handle;
    if (ioctl(card.number(), DRM_IOCTL_MODE_MAP_DUMB, &map) != 0) return broken("map");
    void* pixels =
        mmap(nullptr, buffer.size, PROT_READ | PROT_WRITE, MAP_SHARED, card.number(), static_cast<off_t>(map.offset));
    if (pixels == MAP_FAILED) return broken("mmap");

    drm_mode_crtc controller{};
    controller.crtc_id = screen.controller;
    controller.fb_id = frame.fb_id;
    controller.set_connectors_ptr = address(&screen.connector);
    controller.count_connectors = 1;
    controller.mode = screen.mode;
    controller.mode_valid = 1;
    if (ioctl(card.number(), DRM_IOCTL_MODE_SETCRTC, &controller) != 0) {
        munmap(pixels, buffer.size);
        return broken("show");
    }
    return std::make_unique<FrameBuffer>(std::move(card), static_cast<int>(buffer.width),
                                         static_cast<int>(buffer.height), buffer.pitch, frame.fb_id,
                                         static_cast<std::byte*>(pixels), buffer.size);
}

}  // namespace

Result<std::unique_ptr<Window>> open_frame_buffer() {
    Result<std::unique_ptr<Window>> opened = fail(Trouble::NoDevice, "layar", "/dev/dri: no card");
    std::vector<std::string> cards;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{"/dev/dri", error})
        if (entry.path().filename().string().starts_with("card")) cards.push_back(entry.path().string());
    std::sort(cards.begin(), cards.end());
    for (const std::string& card : cards) {
        opened = open_card(card);
        if (opened) break;
    }
    return opened;
}

}  // namespace balai
