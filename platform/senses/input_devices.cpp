#include "platform/senses/input_devices.h"

#include <fcntl.h>
#include <linux/input.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>
#include <utility>

namespace balai {

namespace {

constexpr int most_slots = 64;
constexpr int most_reads =
    64;  // a device that never falls silent must not keep us from drawing; poll() comes back to it

template <std::size_t Bits>
class BitSet {
public:
    bool has(unsigned bit) const { return bit < Bits && (bytes_[bit / 8] >> (bit % 8) & 1) != 0; }
    bool has_below(unsigned end) const {
        for (unsigned bit = 0; bit < end; ++bit)
            if (has(bit)) return true;
        return false;
    }
    unsigned char* data() { return bytes_.data(); }
    static constexpr std::size_t size() { return (Bits + 7) / 8; }

private:
    std::array<unsigned char, (Bits + 7) / 8> bytes_{};
};

std::chrono::nanoseconds time_of(int clock) {
    timespec time{};
    clock_gettime(static_cast<clockid_t>(clock), &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

// The clock of the device's time stamps. Ours is the boot clock; a kernel that does not know it here gets its nearest.
int choose_clock(int descriptor) {
    for (const int clock : {CLOCK_BOOTTIME, CLOCK_MONOTONIC}) {
        int wish = clock;
        if (::ioctl(descriptor, EVIOCSCLOCKID, &wish) == 0) return clock;
    }
    return CLOCK_REALTIME;
}

Abilities abilities_of(int descriptor) {
    BitSet<ABS_CNT> axes;
    BitSet<KEY_CNT> keys;
    BitSet<INPUT_PROP_CNT> properties;
    // What an old kernel does not answer stays "no".
    ::ioctl(descriptor, EVIOCGBIT(EV_ABS, axes.size()), axes.data());
    ::ioctl(descriptor, EVIOCGBIT(EV_KEY, keys.size()), keys.data());
    ::ioctl(descriptor, EVIOCGPROP(properties.size()), properties.data());

    Abilities can;
    can.slots = axes.has(ABS_MT_SLOT);
    can.slot_places = axes.has(ABS_MT_POSITION_X) && axes.has(ABS_MT_POSITION_Y);
    can.places = axes.has(ABS_X) && axes.has(ABS_Y);
    can.touch_button = keys.has(BTN_TOUCH);
    can.left_button = keys.has(BTN_LEFT);
    can.keys = keys.has_below(BTN_MISC);
    can.points_elsewhere = properties.has(INPUT_PROP_POINTER) && !properties.has(INPUT_PROP_DIRECT);
    return can;
}

input_absinfo axis(int descriptor, unsigned code) {
    input_absinfo info{};
    if (::ioctl(descriptor, EVIOCGABS(code), &info) != 0) return {};
    return info;
}

Range range_of(const input_absinfo& info) { return {info.minimum, info.maximum}; }

DeviceShape shape_of(int descriptor, GlassSize glass) {
    DeviceShape shape;
    shape.kind = kind_of(abilities_of(descriptor));
    shape.glass = glass;
    if (shape.kind == DeviceKind::MultiTouch) {
        shape.x = range_of(axis(descriptor, ABS_MT_POSITION_X));
        shape.y = range_of(axis(descriptor, ABS_MT_POSITION_Y));
        shape.slots = std::clamp(axis(descriptor, ABS_MT_SLOT).maximum, 0, most_slots - 1) + 1;
    } else {
        shape.x = range_of(axis(descriptor, ABS_X));
        shape.y = range_of(axis(descriptor, ABS_Y));
    }
    return shape;
}

// One value of every slot, in the order that EVIOCGMTSLOTS wants: the code first, the values behind it.
std::vector<std::int32_t> slot_values(int descriptor, unsigned code, std::size_t slots) {
    std::vector<std::int32_t> request(slots + 1, 0);
    request[0] = static_cast<std::int32_t>(code);
    if (::ioctl(descriptor, EVIOCGMTSLOTS(request.size() * sizeof(std::int32_t)), request.data()) != 0)
        std::fill(request.begin() + 1, request.end(), code == ABS_MT_TRACKING_ID ? -1 : 0);
    request.erase(request.begin());
    return request;
}

DeviceState state_of(int descriptor, const DeviceShape& shape) {
    DeviceState state;
    if (shape.kind == DeviceKind::MultiTouch) {
        const auto slots = static_cast<std::size_t>(shape.slots);
        const auto contacts = slot_values(descriptor, ABS_MT_TRACKING_ID, slots);
        const auto x = slot_values(descriptor, ABS_MT_POSITION_X, slots);
        const auto y = slot_values(descriptor, ABS_MT_POSITION_Y, slots);
        const auto size = slot_values(descriptor, ABS_MT_TOUCH_MAJOR, slots);
        state.slot = axis(descriptor, ABS_MT_SLOT).value;
        for (std::size_t i = 0; i < slots; ++i) state.slots.push_back({contacts[i], x[i], y[i], size[i]});
    } else if (shape.kind == DeviceKind::SingleTouch || shape.kind == DeviceKind::Tablet) {
        BitSet<KEY_CNT> held;
        ::ioctl(descriptor, EVIOCGKEY(held.size()), held.data());
        const bool down = held.has(shape.kind == DeviceKind::SingleTouch ? BTN_TOUCH : BTN_LEFT);
        state.slots.push_back({down ? 0 : -1, axis(descriptor, ABS_X).value, axis(descriptor, ABS_Y).value, 0});
    }
    return state;
}

bool is_event_node(const std::string& node) {
    constexpr std::string_view stem = "event";
    return node.size() > stem.size() && node.compare(0, stem.size(), stem) == 0 &&
           std::all_of(node.begin() + stem.size(), node.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool gone_already(int error) { return error == ENOENT || error == ENODEV || error == ENXIO; }

}  // namespace

InputDevices::InputDevices(GlassSize glass, std::filesystem::path folder, Descriptor watch)
    : glass_(glass), folder_(std::move(folder)), watch_(std::move(watch)) {}

Result<InputDevices> InputDevices::open(GlassSize glass, std::filesystem::path folder) {
    Descriptor watch{::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    if (!watch) return fail(Trouble::NoDevice, "layar sentuh", std::string{"inotify_init1: "} + std::strerror(errno));
    InputDevices devices{glass, std::move(folder), std::move(watch)};
    // Watch first, then list: a device that comes in between is seen twice rather than never.
    if (auto watched = devices.watch_folder(); !watched) return tl::unexpected(watched.error());
    devices.list_folder();
    return devices;
}

Result<void> InputDevices::watch_folder() {
    folder_watch_ =
        ::inotify_add_watch(watch_.number(), folder_.c_str(), IN_CREATE | IN_ATTRIB | IN_DELETE | IN_ONLYDIR);
    if (folder_watch_ >= 0) {
        if (parent_watch_ >= 0) ::inotify_rm_watch(watch_.number(), parent_watch_);
        parent_watch_ = -1;
        return {};
    }
    // A board without any input device has no such folder until the first one is plugged in.
    if (parent_watch_ < 0) {
        const auto parent = folder_.parent_path();
        parent_watch_ = ::inotify_add_watch(watch_.number(), parent.c_str(), IN_CREATE | IN_MOVED_TO | IN_ONLYDIR);
        if (parent_watch_ < 0)
            return fail(Trouble::NoDevice, "layar sentuh", parent.string() + ": " + std::strerror(errno));
        return watch_folder();  // it may have come while we turned to its parent
    }
    return {};
}

void InputDevices::list_folder() {
    std::error_code error;
    std::vector<std::string> nodes;
    for (std::filesystem::directory_iterator entry{folder_, error}, end; !error && entry != end; entry.increment(error))
        nodes.push_back(entry->path().filename().string());
    std::sort(nodes.begin(), nodes.end());
    for (const auto& node : nodes) open_node(node);
}

std::vector<int> InputDevices::descriptors() const {
    std::vector<int> numbers{watch_.number()};
    for (const auto& device : devices_) numbers.push_back(device->descriptor.number());
    return numbers;
}

std::vector<SenseEvent> InputDevices::read() {
    // Devices before the folder: a device that was pulled and put back says so itself before its node comes again.
    std::vector<std::string> gone;
    for (const auto& device : devices_)
        if (read_device(*device) == Reading::Gone) gone.push_back(device->node);
    for (const auto& node : gone) lose(node);
    read_watch();
    return std::exchange(waiting_, {});
}

InputDevices::Reading InputDevices::read_device(Device& device) {
    std::array<input_event, 64> events;
    const auto behind_boot = time_of(CLOCK_BOOTTIME) - time_of(device.clock);
    const auto offset = device.clock == CLOCK_BOOTTIME ? std::chrono::nanoseconds{0} : behind_boot;

    for (int reads = 0; reads < most_reads; ++reads) {
        const ssize_t bytes = ::read(device.descriptor.number(), events.data(), sizeof events);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0 && errno == EAGAIN) break;
        if (bytes <= 0) return Reading::Gone;  // ENODEV, and nothing else makes it readable again
        const auto count = static_cast<std::size_t>(bytes) / sizeof(input_event);
        for (std::size_t i = 0; i < count; ++i) {
            const input_event& event = events[i];
            const auto stamp = std::chrono::seconds{event.input_event_sec} +
                               std::chrono::microseconds{event.input_event_usec} + offset;
            device.decoder.feed({std::chrono::duration_cast<Moment>(stamp), event.type, event.code, event.value},
                                waiting_);
        }
    }
    if (device.decoder.wants_state())
        device.decoder.catch_up(state_of(device.descriptor.number(), device.shape), waiting_);
    return Reading::Open;
}

void InputDevices::read_watch() {
    alignas(inotify_event) std::array<char, 16 * (sizeof(inotify_event) + NAME_MAX + 1)> buffer;
    bool list_again = false;
    for (int reads = 0; reads < most_reads; ++reads) {
        const ssize_t bytes = ::read(watch_.number(), buffer.data(), buffer.size());
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes <= 0) break;
        for (const char* at = buffer.data(); at < buffer.data() + bytes;) {
            inotify_event event;
            std::memcpy(&event, at, sizeof event);
            const std::string node = event.len > 0 ? std::string{at + sizeof event} : std::string{};
            at += sizeof event + event.len;

            if (event.mask & IN_Q_OVERFLOW) {
                list_again = true;
            } else if (event.wd == parent_watch_ && parent_watch_ >= 0) {
                if (node == folder_.filename()) list_again = true;
            } else if (event.wd == folder_watch_ && (event.mask & IN_IGNORED)) {
                folder_watch_ = -1;  // the last device took the folder with it
                list_again = true;
            } else if (event.wd == folder_watch_ && (event.mask & IN_DELETE)) {
                refused_.erase(node);
                lose(node);
            } else if (event.wd == folder_watch_) {
                open_node(node);  // on IN_ATTRIB too: a new node gets its rights only after it appears
            }
        }
    }
    if (!list_again) return;
    if (folder_watch_ < 0) {
        if (auto watched = watch_folder(); !watched) waiting_.emplace_back(DeviceRefused{"", watched.error().detail});
    }
    list_folder();
}

void InputDevices::open_node(const std::string& node) {
    if (!is_event_node(node)) return;
    if (std::any_of(devices_.begin(), devices_.end(), [&](const auto& device) { return device->node == node; })) return;

    const auto refuse = [&](int error) {
        if (gone_already(error) || !refused_.insert(node).second) return;
        waiting_.emplace_back(DeviceRefused{node, std::strerror(error)});
    };
    Descriptor descriptor{::open((folder_ / node).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)};
    if (!descriptor) return refuse(errno);
    int version = 0;
    if (::ioctl(descriptor.number(), EVIOCGVERSION, &version) != 0) return refuse(errno);

    const bool grabbed = ::ioctl(descriptor.number(), EVIOCGRAB, 1) == 0;
    const int clock = choose_clock(descriptor.number());
    std::array<char, 256> name{};
    if (::ioctl(descriptor.number(), EVIOCGNAME(name.size() - 1), name.data()) < 0) name[0] = '\0';

    const int number = free_number();
    DeviceShape shape = shape_of(descriptor.number(), glass_);
    shape.first_finger = number * most_slots;
    EvdevDecoder decoder{shape, state_of(descriptor.number(), shape)};
    devices_.push_back(std::make_unique<Device>(
        Device{std::move(descriptor), shape, std::move(decoder), node, name.data(), number, clock}));
    refused_.erase(node);
    waiting_.emplace_back(DeviceFound{node, name.data(), shape.kind, grabbed});
}

void InputDevices::lose(const std::string& node) {
    const auto lost =
        std::find_if(devices_.begin(), devices_.end(), [&](const auto& device) { return device->node == node; });
    if (lost == devices_.end()) return;
    (*lost)->decoder.cancel_all(waiting_);
    waiting_.emplace_back(DeviceLost{node, (*lost)->name});
    devices_.erase(lost);
}

int InputDevices::free_number() const {
    int number = 0;
    while (std::any_of(devices_.begin(), devices_.end(), [&](const auto& device) { return device->number == number; }))
        ++number;
    return number;
}

}  // namespace balai
