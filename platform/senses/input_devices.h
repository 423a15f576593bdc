// Fingers and keys on a bare console, where no window system reads the devices for us. They may come and go at any
// time; none is needed at the start. Every device is grabbed, so nothing that is typed reaches the kernel's console.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "platform/base/descriptor.h"
#include "platform/base/result.h"
#include "platform/senses/evdev_decoder.h"

namespace balai {

class InputDevices {
public:
    // Open before the window: what the window system opens after the grab hears nothing. Trouble::NoDevice when the
    // folder cannot be watched; a folder that is not there yet is no trouble.
    static Result<InputDevices> open(GlassSize glass, std::filesystem::path folder = "/dev/input");

    // To wait for; ask again after every read().
    std::vector<int> descriptors() const;
    // All that has happened, without waiting. Contacts keep the kernel's order within each device.
    std::vector<SenseEvent> read();

private:
    struct Device {
        Descriptor descriptor;
        DeviceShape shape;
        EvdevDecoder decoder;
        std::string node, name;
        int number = 0;
        int clock = 0;
    };
    enum class Reading { Open, Gone };

    InputDevices(GlassSize glass, std::filesystem::path folder, Descriptor watch);
    Result<void> watch_folder();
    void list_folder();
    void read_watch();
    void open_node(const std::string& node);
    void lose(const std::string& node);
    Reading read_device(Device& device);
    int free_number() const;

    GlassSize glass_;
    std::filesystem::path folder_;
    Descriptor watch_;
    int folder_watch_ = -1;  // one of the two is set: the folder, or what will hold it
    int parent_watch_ = -1;
    std::vector<std::unique_ptr<Device>> devices_;
    std::set<std::string> refused_;
    std::vector<SenseEvent> waiting_;  // found before anybody asked
};

}  // namespace balai
