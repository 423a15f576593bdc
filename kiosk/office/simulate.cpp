#include "kiosk/office/simulate.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <random>

#include "kiosk/feedback/results.h"
#include "kiosk/feedback/weeks.h"
#include "platform/base/disk.h"
#include "platform/sign/signature.h"

namespace balai {

namespace fs = std::filesystem;

namespace {

constexpr const char* villages[] = {"Sukamaju",    "Mekarsari", "Karanganyar", "Tanjungrejo", "Sidomulyo", "Wonosari",
                                    "Sumberagung", "Margodadi", "Kalibening",  "Banjarsari",  "Girimulyo", "Purwodadi"};
constexpr const char* reasons[] = {"read", "answer", "slow", "other"};
constexpr const char* languages[] = {"id", "jv", "en"};

std::string kiosk_name(int number) {
    std::string village = villages[number % std::size(villages)];
    village.front() = static_cast<char>(village.front() - 'A' + 'a');
    return village + "-" + std::to_string(number + 1);
}

// Without a flush: these are made by the thousand and lost without harm.
bool write(const fs::path& file, std::string_view bytes) {
    std::ofstream out{file, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return static_cast<bool>(out);
}

class Simulation {
public:
    explicit Simulation(const SimulateWish& wish) : wish_(wish), random_(wish.seed) {}

    Result<Simulated> run() {
        std::error_code error;
        fs::create_directories(wish_.out / "keys", error);
        for (int i = 0; i < wish_.kiosks && good_; ++i) live(i);
        if (!good_) return fail(trouble_from_errno(errno), wish_.out.string(), std::strerror(errno));
        return done_;
    }

private:
    bool chance(double share) { return wish_.mishaps && std::uniform_real_distribution<>{0, 1}(random_) < share; }

    void put(const fs::path& place, const ResultsFolder& folder) {
        std::error_code error;
        fs::create_directories(place, error);
        good_ = good_ && write(place / results_file, folder.results) && write(place / receipt_file, folder.receipt) &&
                write(place / signature_file, folder.signature);
        ++done_.folders;
    }

    // One week of a village: counters go up.
    void week(std::map<Opinion, long>& counts, const std::string& label, int edition, double visits, int trait) {
        std::vector<double> popularity;
        for (std::size_t i = 0; i < wish_.subjects.size(); ++i)
            popularity.push_back(1 / (1 + 0.6 * static_cast<double>(i)));
        std::discrete_distribution<std::size_t> subject{popularity.begin(), popularity.end()};
        std::discrete_distribution<int> language{60.0, trait % 3 == 0 ? 8.0 : 40.0, 4.0}, reason{3, 3, 2, 1};
        const int faces = std::poisson_distribution<int>{visits * 7 * 0.25}(random_);
        for (int i = 0; i < faces; ++i) {
            const std::size_t about = subject(random_);
            // One guide in five is harder to follow than the others, and some villages are harder to please.
            const double unhappy = (about % 5 == 3 ? 0.42 : 0.14) + 0.03 * (trait % 5);
            const bool sad = std::uniform_real_distribution<>{0, 1}(random_) < unhappy;
            const int face =
                sad ? 1 + std::bernoulli_distribution{0.6}(random_) : 3 + std::bernoulli_distribution{0.6}(random_);
            const std::string spoken = languages[language(random_)];
            ++counts[{label, edition, spoken, wish_.subjects[about], "face", std::to_string(face)}];
            ++done_.opinions;
            if (!sad || !std::bernoulli_distribution{0.6}(random_)) continue;
            ++counts[{label, edition, spoken, wish_.subjects[about], "reason", reasons[reason(random_)]}];
            ++done_.opinions;
        }
        const int dropped = std::poisson_distribution<int>{visits * 0.1}(random_);
        if (dropped > 0) counts[as_opinion({label, "mashing", 0})] += dropped;
    }

    void live(int number) {
        const std::string kiosk = kiosk_name(number);
        const SecretKey key = generate_key();
        good_ = good_ && write(wish_.out / "keys" / (kiosk + ".pub"), to_file(key.public_key()));
        const double visits = wish_.visits_a_day ? wish_.visits_a_day : 20 * std::pow(10, (number * 7 % 10) / 9.0);
        const bool battery = !wish_.mishaps || number % 4 != 3;
        const int start = week_of(wish_.first), rhythm = wish_.mishaps ? 1 + number % 4 : 1;
        std::map<Opinion, long> counts;
        Departed departed;
        int serial = 0, floor = start, edition = 1;
        for (int now = start; now < start + wish_.weeks; ++now) {
            if ((now - start) % 11 == 10 && number % 7 != 6) ++edition;
            week(counts, week_name(battery ? now : floor) + (battery ? "" : "?"), edition, visits, number);
            if ((now - start) % rhythm != rhythm - 1 || (number % 9 == 8 && now > start + wish_.weeks / 2)) continue;
            if (!battery) floor = now - 1;
            const int today = battery ? now + 1 : floor;
            std::vector<Count> all;
            for (const auto& [opinion, count] : counts) all.push_back({opinion, count});
            const Departure departure = depart(all, departed, {monday_of(today), battery ? Trust::Set : Trust::Floor});
            add(departed, departure.left);
            forget_old(counts, departed, today);
            ResultsFolder folder;
            folder.serial = ++serial;
            folder.results = results_text(kiosk, serial, departure.cells);
            Receipt receipt{kiosk,
                            serial,
                            today,
                            battery,
                            edition,
                            "0.1.0",
                            {{"starts", 1 + number % 3 * 9},
                             {"set-aside", number % 13 == 12},
                             {"disk-free-mb", number % 11 == 10 ? 180 : 9000 + number * 37 % 4000},
                             {"hottest-c", 52 + number * 5 % 30}},
                            digest(folder.results)};
            folder.receipt = receipt_text(receipt);
            folder.signature = sign(hash512(folder.receipt), "balai results " + kiosk, key);
            done_.cells += static_cast<long>(departure.cells.size());
            const fs::path place = fs::path{results_folder} / kiosk / std::to_string(serial);
            if (chance(0.02)) {
                ++done_.lost;  // and its successor never came either: a gap
                continue;
            }
            put(wish_.out / place, folder);
            if (chance(0.05)) {
                put(wish_.out / "stick-2" / place, folder);
                ++done_.repeated;
            }
            if (chance(0.01)) {
                const SecretKey forger = generate_key();
                folder.signature = sign(hash512(folder.receipt), "balai results " + kiosk, forger);
                put(wish_.out / "stick-3" / place, folder);
                ++done_.forged;
                put(wish_.out / "stick-3" / results_folder / ("unknown-" + std::to_string(number + 1)) /
                        std::to_string(serial),
                    folder);
                ++done_.strangers;
            }
        }
    }

    // All of an old counter has left: it can say nothing new.
    static void forget_old(std::map<Opinion, long>& counts, const Departed& departed, int today) {
        for (auto one = counts.begin(); one != counts.end();) {
            const auto label = parse_label(one->first.week);
            const auto left = departed.find(one->first);
            const bool all = left != departed.end() && left->second.in_cell == one->second &&
                             (one->first.question != "face" ||
                              (left->second.in_language == one->second && left->second.in_edition == one->second));
            if (all && label && label->week < today - 2 * weeks_in_block)
                one = counts.erase(one);
            else
                ++one;
        }
    }

    const SimulateWish& wish_;
    std::mt19937 random_;
    Simulated done_;
    bool good_ = true;
};

}  // namespace

Result<Simulated> simulate(const SimulateWish& wish) { return Simulation{wish}.run(); }

}  // namespace balai
