// A disk in memory that forgets what was not flushed, as cards do when the power goes. Any step can be the last one or
// can fail; afterwards the disk can be seen as it might be found.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>

#include "platform/base/folders.h"

namespace balai {

struct PowerCut {};  // thrown by the step that was the last

class MemoryFolders : public Folders {
public:
    struct Node {
        bool folder = false;
        std::string bytes, flushed;                                  // of a file
        std::map<std::string, std::shared_ptr<Node>> names, steady;  // of a folder: now, and as last flushed
    };

    int steps = 0;
    int die_at = 0;   // the step with this number does not happen
    int fail_at = 0;  // and this one fails with:
    Trouble failure = Trouble::DiskFull;

    MemoryFolders() { root_->folder = true; }

    // As it may be found after the power went. In order: name changes survive up to some moment, bytes independently.
    // Weak: each name and each file's bytes survive or not by themselves. Bytes may be torn in the middle.
    enum class Model { Ordered, Weak };
    MemoryFolders found(Model model, std::mt19937& random) const {
        MemoryFolders after;
        std::map<const Node*, std::shared_ptr<Node>> copies;
        if (model == Model::Weak) {
            after.root_ = copy(*root_, copies, random, nullptr);
        } else {
            std::map<const Node*, std::map<std::string, std::shared_ptr<Node>>> names;
            const auto kept = steady_log_ + random() % (log_.size() - steady_log_ + 1);
            for (std::size_t i = 0; i < kept; ++i) {
                auto& in = names[log_[i].folder.get()];
                if (log_[i].node)
                    in[log_[i].name] = log_[i].node;
                else
                    in.erase(log_[i].name);
            }
            after.root_ = copy(*root_, copies, random, &names);
        }
        return after;
    }
    // How many things are not flushed: names and files.
    int open_ends() const { return count(*root_); }

    Result<std::string> read(const std::filesystem::path& file, std::uint64_t limit) override {
        const auto node = find(file);
        if (!node || node->folder) return none(file);
        if (node->bytes.size() > limit) return fail(Trouble::Damaged, "", "");
        return node->bytes;
    }
    Result<std::uint64_t> read_below(const std::filesystem::path& root, const std::filesystem::path& inside,
                                     std::uint64_t limit, const Take& take) override {
        if (!step()) return failed();
        const auto bytes = read(root / inside, ~std::uint64_t{0});
        if (!bytes) return tl::unexpected(bytes.error());
        const std::string_view taken_part = std::string_view{*bytes}.substr(0, limit);
        for (std::size_t at = 0; at < taken_part.size(); at += 16)
            if (auto taken = take(taken_part.substr(at, 16)); !taken) return tl::unexpected(taken.error());
        if (bytes->size() > limit) return fail(Trouble::Damaged, "", "longer");
        return bytes->size();
    }
    Result<void> write_durably(const std::filesystem::path& file, std::string_view bytes) override {
        std::filesystem::path beside = file;
        beside += ".baru";
        if (auto gone = remove(beside); !gone) return gone;
        auto open = create(beside);
        if (!open) return tl::unexpected(open.error());
        if (auto added = (*open)->add(bytes); !added) return added;
        if (auto finished = (*open)->finish(); !finished) return finished;
        if (auto moved = rename(beside, file); !moved) return moved;
        return flush(file.parent_path());
    }
    Result<void> make_folder(const std::filesystem::path& folder) override {
        if (!step()) return failed();
        auto at = root_;
        for (const auto& part : folder.relative_path()) {
            if (!at->names.count(part)) set(at, part, std::make_shared<Node>(Node{true, {}, {}, {}, {}}));
            at = at->names[part];
        }
        return {};
    }
    Result<std::filesystem::path> set_aside(const std::filesystem::path&) override { return failed(); }

    class Writing : public NewFile {
    public:
        Writing(MemoryFolders& disk, std::shared_ptr<Node> node) : disk_(disk), node_(std::move(node)) {}
        Result<void> add(std::string_view bytes) override {
            if (!disk_.step()) return disk_.failed();
            node_->bytes += bytes;
            return {};
        }
        Result<void> finish() override {
            if (!disk_.step()) return disk_.failed();
            node_->flushed = node_->bytes;
            return {};
        }

    private:
        MemoryFolders& disk_;
        std::shared_ptr<Node> node_;
    };
    Result<std::unique_ptr<NewFile>> create(const std::filesystem::path& file) override {
        if (!step()) return failed();
        const auto in = find(file.parent_path());
        if (!in) return none(file);
        if (in->names.count(file.filename())) return fail(Trouble::Internal, "", "exists");
        auto node = std::make_shared<Node>();
        set(in, file.filename(), node);
        return std::make_unique<Writing>(*this, node);
    }
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override {
        if (!step()) return failed();
        const auto node = find(from), in = find(to.parent_path());
        if (!node || !in) return none(from);
        set(in, to.filename(), node);
        return {};
    }
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
        if (!step()) return failed();
        const auto node = find(from), in = find(from.parent_path()), into = find(to.parent_path());
        if (!node || !into) return none(from);
        set(into, to.filename(), node);
        set(in, from.filename(), nullptr);
        return {};
    }
    Result<void> remove(const std::filesystem::path& file) override {
        if (!step()) return failed();
        if (find(file)) set(find(file.parent_path()), file.filename(), nullptr);
        return {};
    }
    Result<void> remove_all(const std::filesystem::path& folder) override {
        const auto node = find(folder);
        if (node) {
            const auto names = node->names;
            for (const auto& [name, inner] : names)
                if (auto gone = inner->folder ? remove_all(folder / name) : remove(folder / name); !gone) return gone;
        }
        return remove(folder);
    }
    Result<void> flush(const std::filesystem::path& folder) override {
        if (!step()) return failed();
        const auto node = find(folder);
        if (!node) return none(folder);
        node->steady = node->names;
        steady_log_ = log_.size();
        return {};
    }
    Result<std::vector<std::string>> names(const std::filesystem::path& folder, std::size_t) override {
        std::vector<std::string> all;
        if (const auto node = find(folder))
            for (const auto& [name, inner] : node->names) all.push_back(name);
        return all;
    }
    Result<std::uint64_t> free_space(const std::filesystem::path&) override { return std::uint64_t{1} << 40; }

    // Everything there is survives.
    void settle() { settle(*root_); }

private:
    friend class Writing;
    struct Change {
        std::shared_ptr<Node> folder;
        std::string name;
        std::shared_ptr<Node> node;  // null: gone
    };

    bool step() {
        ++steps;
        if (steps == die_at) throw PowerCut{};
        return steps != fail_at;
    }
    tl::unexpected<Problem> failed() const { return fail(failure, "", "made to fail"); }
    static tl::unexpected<Problem> none(const std::filesystem::path& file) {
        return fail(Trouble::NotFound, "", file.string());
    }
    std::shared_ptr<Node> find(const std::filesystem::path& path) const {
        auto at = root_;
        for (const auto& part : path.relative_path()) {
            const auto next = at->names.find(part);
            if (next == at->names.end()) return nullptr;
            at = next->second;
        }
        return at;
    }
    void set(const std::shared_ptr<Node>& folder, const std::string& name, std::shared_ptr<Node> node) {
        log_.push_back({folder, name, node});
        if (node)
            folder->names[name] = std::move(node);
        else
            folder->names.erase(name);
    }
    void settle(Node& node) {
        node.flushed = node.bytes;
        node.steady = node.names;
        steady_log_ = log_.size();
        for (auto& [name, inner] : node.names) settle(*inner);
    }
    int count(const Node& node) const {
        int all = node.bytes != node.flushed;
        for (const auto& [name, inner] : node.names) {
            const auto was = node.steady.find(name);
            all += was == node.steady.end() || was->second != inner;
            all += count(*inner);
        }
        for (const auto& [name, inner] : node.steady) all += !node.names.count(name);
        return all;
    }
    std::shared_ptr<Node> copy(
        const Node& node, std::map<const Node*, std::shared_ptr<Node>>& copies, std::mt19937& random,
        const std::map<const Node*, std::map<std::string, std::shared_ptr<Node>>>* ordered) const {
        if (const auto made = copies.find(&node); made != copies.end()) return made->second;
        auto twin = std::make_shared<Node>();
        copies[&node] = twin;
        twin->folder = node.folder;
        twin->bytes = node.flushed;
        if (node.bytes != node.flushed) switch (random() % 4) {
                case 0:
                    break;
                case 1:
                    twin->bytes = node.bytes;
                    break;
                case 2:
                    twin->bytes = node.bytes.substr(0, random() % (node.bytes.size() + 1));
                    break;
                default:
                    twin->bytes = std::string(node.bytes.size(), '\0');
            }
        std::map<std::string, std::shared_ptr<Node>> names;
        if (ordered) {
            if (const auto mine = ordered->find(&node); mine != ordered->end()) names = mine->second;
        } else {
            names = node.steady;
            auto all = node.names;
            all.insert(node.steady.begin(), node.steady.end());
            for (const auto& [name, inner] : all) {
                const auto now = node.names.find(name);
                if (random() % 2 == 0) continue;
                if (now == node.names.end())
                    names.erase(name);
                else
                    names[name] = now->second;
            }
        }
        for (const auto& [name, inner] : names) twin->names[name] = copy(*inner, copies, random, ordered);
        twin->flushed = twin->bytes;
        twin->steady = twin->names;
        return twin;
    }
    std::shared_ptr<Node> root_ = std::make_shared<Node>();
    std::vector<Change> log_;
    std::size_t steady_log_ = 0;
};

}  // namespace balai
