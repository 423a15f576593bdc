// Guide files: TOML front matter, then Markdown, a heading a step.
#include <md4c.h>

#include <algorithm>

#include "kiosk/content/reading.h"

namespace balai {

namespace {

constexpr int most_steps = 8, heading_words = 6, step_words = 25, sentence_words = 12;

int words_in(std::string_view text) {
    int words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

// What a reader of the page counts: facts in the place of their quotes, no stars.
std::string as_read(std::string_view text, const Content& content) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i, 2) == "**") {
            i += 2;
        } else if (const auto close = text[i] == '{' ? text.find('}', i) : text.npos; close != text.npos) {
            const Fact* fact = content.fact(text.substr(i + 1, close - i - 1));
            result += fact ? fact->value[0] : "…";
            i = close + 1;
        } else if (text.substr(i, 2) == "\u00a0") {
            result += ' ';  // a no-break space joins two words, it does not make one of them
            i += 2;
        } else {
            result += text[i++];
        }
    }
    return result;
}

// Collects steps from the events of the Markdown reader.
class StepReader {
public:
    StepReader(const std::string& text, int first_line, Complaints& complaints)
        : text_(text), first_line_(first_line), complaints_(complaints) {}

    std::vector<Step> read() {
        MD_PARSER parser{};
        parser.flags = MD_FLAG_NOHTML;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return of(self).enter(type, detail); };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return of(self).leave(type); };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return of(self).enter_span(type, detail);
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).leave_span(type); };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return of(self).words(type, {text, size});
        };
        md_parse(text_.data(), static_cast<MD_SIZE>(text_.size()), &parser, this);
        return std::move(steps_);
    }

    bool misleading() const { return misleading_; }

private:
    static StepReader& of(void* self) { return *static_cast<StepReader*>(self); }

    // The reader goes forward with few steps back, so lines are counted from the last place asked for.
    int line_of(const char* at) {
        if (at < text_.data() || at > text_.data() + text_.size()) return line_;
        const auto lines = static_cast<int>(std::count(std::min(at, counted_to_), std::max(at, counted_to_), '\n'));
        line_ += at < counted_to_ ? -lines : lines;
        counted_to_ = at;
        return line_;
    }

    void unsupported(const char* what) {
        // Its words would come out in the wrong place: better to show the guide not at all.
        pending_.push_back(what);
        misleading_ = true;
    }

    int enter(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_DOC:
                break;
            case MD_BLOCK_H:
                if (static_cast<MD_BLOCK_H_DETAIL*>(detail)->level != 1) unsupported("##");
                steps_.emplace_back();
                into_ = &steps_.back().heading;
                break;
            case MD_BLOCK_P:
                begin_paragraph();
                break;
            case MD_BLOCK_QUOTE:
                in_quote_ = true;
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                unsupported("-  1.");
                break;
            case MD_BLOCK_LI:
                break;
            case MD_BLOCK_HR:
                unsupported("---");
                break;
            case MD_BLOCK_CODE:
                unsupported("```");
                break;
            default:
                unsupported("|  <>");
                break;
        }
        return 0;
    }

    void begin_paragraph() {
        if (steps_.empty()) {
            no_heading_ = true;
            into_ = &nowhere_;
            return;
        }
        into_ = in_quote_ ? &steps_.back().caution : &steps_.back().body;
        if (!into_->empty()) *into_ += ' ';
    }

    int leave(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_QUOTE) in_quote_ = false;
        if (type == MD_BLOCK_H && !steps_.empty()) {
            std::string& heading = steps_.back().heading;
            if (const auto at = heading.find(" / "); at != heading.npos) heading.replace(at, 3, "\n");
            steps_.back().line = line_;
        }
        if (type == MD_BLOCK_H || type == MD_BLOCK_P) {
            while (into_ && !into_->empty() && into_->back() == ' ') into_->pop_back();
            if (into_ && into_->starts_with(' ')) into_->erase(0, 1);
            into_ = nullptr;
        }
        return 0;
    }

    int enter_span(MD_SPANTYPE type, void* detail) {
        if (type == MD_SPAN_STRONG && into_) {
            *into_ += "**";
        } else if (type == MD_SPAN_IMG && !steps_.empty()) {
            const auto& source = static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src;
            // Behind `>` it is a sign worth a look, which its sentence explains.
            std::string& drawing = in_quote_ ? steps_.back().caution_drawing : steps_.back().drawing;
            const bool second = !drawing.empty();
            if (second)
                complaints_.add(line_of(source.text), Fault::SecondDrawing, {std::string(source.text, source.size)});
            else
                drawing.assign(source.text, source.size);
            before_image_ = into_;
            into_ = in_quote_ || second ? &nowhere_ : &steps_.back().drawing_words;
        } else if (type == MD_SPAN_A && in_quote_ && !steps_.empty()) {
            const auto& target = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
            steps_.back().branch.to.assign(target.text, target.size);
            before_branch_ = into_;
            into_ = &steps_.back().branch.label;
        } else if (type == MD_SPAN_A) {
            unsupported("[ ]( )");
        } else if (type == MD_SPAN_CODE) {
            unsupported("`");
        } else if (type == MD_SPAN_EM) {
            unsupported("*");
        }
        return 0;
    }

    int leave_span(MD_SPANTYPE type) {
        if (type == MD_SPAN_STRONG && into_) *into_ += "**";
        if (type == MD_SPAN_IMG && before_image_) into_ = before_image_;
        if (type == MD_SPAN_A && before_branch_) into_ = std::exchange(before_branch_, nullptr);
        return 0;
    }

    int words(MD_TEXTTYPE type, std::string_view text) {
        const int line = line_of(text.data());
        if (std::exchange(no_heading_, false)) {
            complaints_.add(line, Fault::StepWithoutHeading);
            misleading_ = true;
        }
        for (const std::string& what : std::exchange(pending_, {}))
            complaints_.add(line, Fault::UnsupportedMarkup, {what});
        if (!into_) return 0;
        switch (type) {
            case MD_TEXT_BR:
                *into_ += '\n';
                break;
            case MD_TEXT_SOFTBR:
                *into_ += ' ';
                break;
            case MD_TEXT_ENTITY:
                *into_ += text == "&nbsp;" ? std::string{"\u00a0"} : text == "&amp;" ? "&" : std::string{text};
                break;
            default:
                *into_ += text;
                break;
        }
        return 0;
    }

    const std::string& text_;
    int first_line_;
    Complaints& complaints_;
    std::vector<Step> steps_;
    std::string* into_ = nullptr;
    std::string* before_image_ = nullptr;
    std::string* before_branch_ = nullptr;
    std::string nowhere_;
    std::vector<std::string> pending_;
    const char* counted_to_ = text_.data();
    int line_ = first_line_;
    bool in_quote_ = false, no_heading_ = false, misleading_ = false;
};

// Matters of taste: said, and shown all the same.
void check_style(const Step& step, const Content& content, Complaints& complaints) {
    const int in_heading = words_in(as_read(step.heading, content));
    if (in_heading > heading_words)
        complaints.add(step.line, Fault::HeadingTooLong, {std::to_string(in_heading), std::to_string(heading_words)});
    const std::string body = as_read(step.body, content), caution = as_read(step.caution, content);
    const int in_step = words_in(body) + words_in(caution);
    if (!step.branch.to.empty() && !caution.empty())
        complaints.add(step.line, Fault::UnsupportedMarkup, {"> [ ]( ) + >"});
    if (in_step > step_words)
        complaints.add(step.line, Fault::StepTooLong, {std::to_string(in_step), std::to_string(step_words)});
    for (const std::string& text : {body, caution})
        for (const std::string& sentence : sentences_in(text))
            if (const int count = words_in(sentence); count > sentence_words)
                complaints.add(step.line, Fault::SentenceTooLong,
                               {std::to_string(count), std::to_string(sentence_words), sentence});
    if (step.drawing.empty())
        complaints.add(step.line, Fault::StepWithoutDrawing, {step.heading});
    else if (content.drawing(step.drawing).empty())
        complaints.add(step.line, Fault::UnknownDrawing, {step.drawing});
    if (!step.drawing.empty() && step.drawing_words.empty())
        complaints.add(step.line, Fault::DrawingWithoutWords, {step.drawing});
}

// A quote of a fact that does not exist would leave a hole in a sentence.
bool quotes_exist(const Text& text, int line, const Content& content, Complaints& complaints) {
    bool all = true;
    for (const std::string& id : quotes_in(text))
        if (!content.fact(id)) {
            complaints.add(line, Fault::UnknownFact, {id});
            all = false;
        }
    return all;
}

}  // namespace

std::vector<std::string> sentences_in(const std::string& text) {
    std::vector<std::string> sentences;
    std::string sentence;
    for (std::size_t i = 0; i < text.size(); ++i) {
        sentence += text[i];
        const bool mark = text[i] == '.' || text[i] == '?' || text[i] == '!';
        if ((mark && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n')) || text[i] == '\n') {
            sentences.push_back(sentence);
            sentence.clear();
        }
    }
    if (words_in(sentence) > 0) sentences.push_back(sentence);
    return sentences;
}

std::optional<Guide> read_guide(const std::string& id, const std::string& text, const Content& content,
                                Complaints& complaints) {
    constexpr std::string_view fence = "+++\n";
    const auto end = text.find("\n+++\n", fence.size() - 1);
    if (!text.starts_with(fence) || end == text.npos) {
        complaints.add(1, Fault::FrontMatterMissing);
        return std::nullopt;
    }
    const std::string front = text.substr(fence.size(), end + 1 - fence.size());
    const auto table = read_table(front, 2, complaints);
    if (!table) return std::nullopt;

    Guide guide;
    guide.id = id;
    bool sound = true;
    {
        using Need = Entries::Need;
        Entries entries{*table, 1, complaints};
        guide.title = entries.text("title");
        guide.pages = entries.flag("pages");
        if (const toml::table* known = entries.table("known", Need::May)) {
            for (auto&& [question, answer] : *known) {
                if (const auto* value = answer.as_string())
                    guide.known.emplace(question.str(), value->get());
                else
                    complaints.add(entries.line_of("known"), Fault::WrongType, {std::string{question.str()}, "\"…\""});
            }
        }
        guide.drawing = entries.text("drawing");
        guide.in_person = entries.flag("in_person");
        guide.danger = entries.flag("danger");
        guide.caution = entries.text("caution", Need::May);
        guide.offers = entries.list("offers", Need::May);
        guide.source = entries.text("source");
        guide.checked = entries.date("checked");
        guide.term_days = entries.term();
        sound = quotes_exist(guide.caution, entries.line_of("caution"), content, complaints) && sound;
        constexpr std::size_t most_offers = 2;
        if (guide.offers.size() > most_offers)
            complaints.add(entries.line_of("offers"), Fault::WrongCount,
                           {"offers", std::to_string(guide.offers.size()), "0", std::to_string(most_offers)});
        const int cards = entries.tables("card", [&](const toml::table& one) {
            Entries card{one, 1, complaints, "card."};
            guide.cards.push_back({card.text("drawing"), card.text("label"), card.text("text")});
            sound = quotes_exist(guide.cards.back().text, card.line_of("text"), content, complaints) && sound;
        });
        const int wanted = guide.pages ? 0 : 3;
        if (cards != wanted)
            complaints.add(1, Fault::WrongCount,
                           {"card", std::to_string(cards), std::to_string(wanted), std::to_string(wanted)});
    }
    if (guide.title.empty()) sound = false;

    const auto after = end + 5;
    const std::string body = text.substr(after);
    StepReader reader{
        body, 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(after), '\n')),
        complaints};
    guide.steps = reader.read();
    sound = sound && !reader.misleading();
    for (const Step& step : guide.steps) {
        for (const Text* part : {&step.heading, &step.body, &step.caution, &step.branch.label})
            sound = quotes_exist(*part, step.line, content, complaints) && sound;
        check_style(step, content, complaints);
    }
    if (guide.steps.empty()) {
        complaints.add(0, Fault::NoSteps);
        sound = false;
    }
    if (static_cast<int>(guide.steps.size()) > most_steps)
        complaints.add(guide.steps[most_steps].line, Fault::TooManySteps,
                       {std::to_string(guide.steps.size()), std::to_string(most_steps)});
    if (!sound) return std::nullopt;
    return guide;
}

}  // namespace balai
