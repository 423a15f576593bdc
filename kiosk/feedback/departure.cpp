#include "kiosk/feedback/departure.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "kiosk/feedback/weeks.h"

namespace balai {

namespace {

struct Waiting {
    Opinion opinion;
    int week = 0;
    long count = 0;
};

// What is collected until it is large enough: who is in it, and of how many parts smaller than a cell it is made.
struct Pile {
    std::vector<Waiting> members;
    long count = 0;
    int parts = 0;
    void take(const Waiting& one) {
        members.push_back(one);
        count += one.count;
    }
};

struct Series {
    bool clock_set;
    std::string subject, question, answer;
    friend auto operator<=>(const Series&, const Series&) = default;
};

struct SeriesState {
    std::map<int, std::vector<Waiting>> by_week;
    std::optional<int> last_left;  // the newest week of which something has left
};

class Leaving {
public:
    Leaving(const std::vector<Count>& counts, const Departed& before, Today today, int block, long least)
        : before_(before), now_(week_of(today.date)), block_(block), least_(least) {
        for (const Count& one : counts) take_in(one);
    }

    Departure all() {
        if (first_ > last_) return {};
        for (int block = first_ / block_; block <= last_ / block_; ++block) {
            for (auto& [series, state] : series_) widen(series, state, block);
            if ((block + 1) * block_ > now_) continue;  // it still has open weeks
            for (auto& [series, pile] : rest_) fold(series, pile);
            rest_.clear();
            for (auto& [key, pool] : folded_) release_fold(key, pool, block);
        }
        // Every cell ends with a block or lies inside one, so what has left up to here is made of whole cells.
        const int closed = now_ / block_ * block_;
        for (const bool clock_set : {true, false}) sum_up_languages(clock_set, closed);
        for (auto& [edition, sum] : editions_) out_.cells.push_back(std::move(sum));
        std::sort(out_.cells.begin(), out_.cells.end());
        return std::move(out_);
    }

private:
    using FoldKey = std::tuple<bool, std::string, std::string>;  // clock, question, answer

    static Left of(const Departed& departed, const Opinion& opinion) {
        const auto found = departed.find(opinion);
        return found == departed.end() ? Left{} : found->second;
    }

    void take_in(const Count& one) {
        const auto label = parse_label(one.opinion.week);
        if (!label || label->week >= now_) return;  // the week is still open
        const Left left = of(before_, one.opinion);
        SeriesState& state = series_[{label->clock_set, one.opinion.subject, one.opinion.question, one.opinion.answer}];
        if (left.in_cell > 0) state.last_left = std::max(state.last_left.value_or(0), label->week);
        if (one.count > left.in_cell)
            state.by_week[label->week].push_back({one.opinion, label->week, one.count - left.in_cell});
        if (one.opinion.question == "face") faces_.push_back({one.opinion, label->week, 0});
        first_ = std::min(first_, label->week);
        last_ = std::max(last_, label->week);
    }

    void leave(const Pile& pile, Cell cell) {
        cell.count = pile.count;
        for (const Waiting& one : pile.members) out_.left[one.opinion].in_cell += one.count;
        if (cell.question == "face") add_to_edition(pile, cell);
        out_.cells.push_back(std::move(cell));
    }

    // Editions follow each other in time as cells do, so a sum that divided a cell would tell its parts: a cell belongs
    // as a whole to the edition of its newest opinion.
    void add_to_edition(const Pile& pile, const Cell& cell) {
        std::pair<int, int> newest;
        for (const Waiting& one : pile.members) newest = std::max(newest, {one.week, one.opinion.edition});
        const Cell none{cell.from, cell.to, cell.clock_set, all_subjects, by_edition, std::to_string(newest.second), 0};
        Cell& sum = editions_.try_emplace({cell.clock_set, newest.second}, none).first->second;
        sum.from = std::min(sum.from, cell.from);
        sum.to = std::max(sum.to, cell.to);
        sum.count += cell.count;
        for (const Waiting& one : pile.members) out_.left[one.opinion].in_edition += one.count;
    }

    // Week after week is laid on the pile until it is large enough to leave. What is left over at the end of the
    // block is kept in `rest_`.
    void widen(const Series& series, SeriesState& state, int block) {
        Pile& pile = rest_[series];
        if (series.question == not_counted) std::swap(pile, uncounted_[series]);
        int from = std::max(block * block_, first_);
        if (state.last_left) from = std::max(from, *state.last_left + 1);
        if (series.question == not_counted && !pile.members.empty()) from = pile.members.front().week;
        for (auto week = state.by_week.lower_bound(block * block_);
             week != state.by_week.end() && week->first < (block + 1) * block_; ++week) {
            for (const Waiting& one : week->second) pile.take(one);
            if (pile.count < least_) continue;
            // A counter can grow after its week has left, when a clock was set back: then the span begins with it.
            leave(pile, {std::min(from, pile.members.front().week), week->first, series.clock_set, series.subject,
                         series.question, series.answer});
            pile = {};
            from = week->first + 1;
        }
    }

    void fold(const Series& series, Pile& pile) {
        if (pile.count == 0) return;
        // What was not counted is a sum already and simply waits.
        Pile& pool = series.question == not_counted ? uncounted_[series]
                                                    : folded_[{series.clock_set, series.question, series.answer}];
        for (const Waiting& one : pile.members) pool.take(one);
        ++pool.parts;
    }

    void release_fold(const FoldKey& key, Pile& pool, int block) {
        // When all parts were as large as they can be, the sum would tell each of them.
        if (pool.count < least_ || pool.parts < 2 || pool.count >= (least_ - 1) * pool.parts) return;
        int from = pool.members.front().week;
        for (const Waiting& one : pool.members) from = std::min(from, one.week);
        from = std::max(first_, from / block_ * block_);
        leave(pool,
              {from, (block + 1) * block_ - 1, std::get<0>(key), all_subjects, std::get<1>(key), std::get<2>(key)});
        pool = {};
    }

    // The faces that have left in cells, divided by language: all parts of it leave together or none. Faces only,
    // because one person gives one face; a sum over several questions would count a person twice.
    void sum_up_languages(bool clock_set, int end) {
        std::map<std::string, Pile> parts;
        int from = end, to = 0;
        for (const Waiting& face : faces_) {
            if (face.week >= end || face.opinion.week.ends_with('?') == clock_set) continue;
            const Left had = of(before_, face.opinion), goes = of(out_.left, face.opinion);
            const long count = had.in_cell + goes.in_cell - had.in_language - goes.in_language;
            if (count <= 0) continue;
            parts[face.opinion.language].take({face.opinion, face.week, count});
            from = std::min(from, face.week);
            to = std::max(to, face.week);
        }
        for (const auto& [name, part] : parts)
            if (part.count < least_) return;
        for (const auto& [name, part] : parts) {
            out_.cells.push_back({std::max(first_, from / block_ * block_), to / block_ * block_ + block_ - 1,
                                  clock_set, all_subjects, by_language, name, part.count});
            for (const Waiting& one : part.members) out_.left[one.opinion].in_language += one.count;
        }
    }

    const Departed& before_;
    const int now_, block_;
    const long least_;
    int first_ = 1 << 30, last_ = 0;
    std::map<Series, SeriesState> series_;
    std::map<Series, Pile> rest_, uncounted_;
    std::map<FoldKey, Pile> folded_;
    std::vector<Waiting> faces_;
    std::map<std::pair<bool, int>, Cell> editions_;
    Departure out_;
};

}  // namespace

Opinion as_opinion(const Tallies::DroppedCount& dropped) {
    return {dropped.week, 0, "", all_subjects, not_counted, dropped.why};
}

Departure depart(const std::vector<Count>& counts, const Departed& before, Today today, int block, long least) {
    return Leaving{counts, before, today, block, least}.all();
}

void add(Departed& to, const Departed& more) {
    for (const auto& [opinion, left] : more) {
        Left& sum = to[opinion];
        sum.in_cell += left.in_cell;
        sum.in_language += left.in_language;
        sum.in_edition += left.in_edition;
    }
}

}  // namespace balai
