#include "kiosk/content/problem.h"

#include <cstdio>

#include "platform/base/utf8.h"

namespace balai {

namespace {

// What is wrong, and what to do; {0}, {1}… are the details of the problem.
struct Sentences {
    const char* indonesian;
    const char* english;
};

Sentences sentences_of(Fault fault) {
    switch (fault) {  // no default: the compiler brings us here when a Fault is added
        case Fault::FileMissing:
            return {"Berkas ini tidak ada. Buat berkasnya, atau salin lagi foldernya.",
                    "This file is missing. Write it, or copy the folder again."};
        case Fault::FileUnreadable:
            return {"Berkas ini tidak bisa dibaca ({0}). Salin sekali lagi.",
                    "This file cannot be read ({0}). Copy it once more."};
        case Fault::TooLong:
            return {"Berkas ini terlalu panjang, paling banyak {0} bita. Pendekkan atau bagi dua.",
                    "This file is too long, at most {0} bytes. Shorten it or split it."};
        case Fault::NotUtf8:
            return {"Ada huruf yang bukan UTF-8. Simpan lagi dengan pilihan UTF-8.",
                    "There are letters that are not UTF-8. Save it again as UTF-8."};
        case Fault::ForbiddenCharacter:
            return {"Ada tanda tersembunyi ({0}). Hapus, lalu ketik ulang kata di sini.",
                    "There is a hidden character ({0}). Delete it and type the word again."};
        case Fault::Grammar:
            return {"Tulisan ini tidak terbaca: {0}. Bandingkan dengan contoh di FORMAT.md.",
                    "This cannot be read: {0}. Compare it with the examples in FORMAT.md."};
        case Fault::UnknownKey:
            return {"Nama \"{0}\" tidak dikenal di sini. Yang boleh: {1}.",
                    "The name \"{0}\" is not known here. Allowed are: {1}."};
        case Fault::KeyMissing:
            return {"\"{0}\" belum ada. Tambahkan.", "\"{0}\" is missing. Add it."};
        case Fault::EmptyText:
            return {"\"{0}\" masih kosong. Isi.", "\"{0}\" is empty. Fill it in."};
        case Fault::WrongType:
            return {"\"{0}\" harus berupa {1}. Ganti isinya.", "\"{0}\" must be {1}. Change it."};
        case Fault::NotADate:
            return {"\"{0}\" bukan tanggal: {1}. Tulis seperti 2026-09-26.",
                    "\"{0}\" is not a date: {1}. Write it like 2026-09-26."};
        case Fault::UnknownFact:
            return {"Fakta \"{0}\" tidak ada di facts.toml. Periksa ejaannya atau tambahkan di sana.",
                    "There is no fact \"{0}\" in facts.toml. Check the spelling or add it there."};
        case Fault::UnknownLink:
            return {"Alamat \"{0}\" tidak ada di links.toml. Periksa ejaannya atau tambahkan di sana.",
                    "There is no link \"{0}\" in links.toml. Check the spelling or add it there."};
        case Fault::UnknownDrawing:
            return {"Gambar \"{0}\" tidak ada di folder drawings. Periksa namanya atau tambahkan gambarnya.",
                    "There is no drawing \"{0}\" in the folder drawings. Check its name or add it."};
        case Fault::UnknownGuide:
            return {"Panduan \"{0}\" belum ada. Kotaknya membuka halaman \"belum ada\".",
                    "There is no guide \"{0}\" yet. Its tile opens the page \"not there yet\"."};
        case Fault::BadId:
            return {
                "\"{0}\" bukan nama yang boleh. Pakai huruf kecil, angka, dan tanda hubung di tengah, paling banyak "
                "40.",
                "\"{0}\" is no allowed name. Use small letters, digits and hyphens between them, at most 40."};
        case Fault::DuplicateId:
            return {"\"{0}\" dipakai dua kali. Ganti salah satu namanya.",
                    "\"{0}\" is used twice. Change one of the names."};
        case Fault::FrontMatterMissing:
            return {"Bagian awal di antara dua baris +++ tidak ada. Lihat contoh di FORMAT.md.",
                    "The part between two lines of +++ at the top is missing. See FORMAT.md."};
        case Fault::NoSteps:
            return {"Panduan ini belum punya langkah. Tulis paling sedikit satu judul dengan #.",
                    "This guide has no step. Write at least one heading with #."};
        case Fault::TooManySteps:
            return {"Panduan ini {0} langkah, paling banyak {1}. Gabungkan atau bagi menjadi dua panduan.",
                    "This guide has {0} steps, at most {1}. Join some or make two guides."};
        case Fault::StepWithoutHeading:
            return {"Tulisan ini belum punya judul langkah. Tulis judul dengan # di atasnya.",
                    "These words have no step heading. Write one with # above them."};
        case Fault::StepWithoutDrawing:
            return {"Langkah \"{0}\" belum punya gambar. Tulis ![isi gambar](nama).",
                    "The step \"{0}\" has no drawing. Write ![what it shows](name)."};
        case Fault::DrawingWithoutWords:
            return {"Gambar \"{0}\" belum diterangkan. Tulis isinya di antara [ ].",
                    "The drawing \"{0}\" is not described. Say what it shows between [ ]."};
        case Fault::HeadingTooLong:
            return {"Judul ini {0} kata, paling banyak {1}. Pendekkan.",
                    "This heading has {0} words, at most {1}. Shorten it."};
        case Fault::StepTooLong:
            return {"Langkah ini {0} kata, paling banyak {1}. Pindahkan sebagian ke langkah berikutnya.",
                    "This step has {0} words, at most {1}. Move a part to the next step."};
        case Fault::SentenceTooLong:
            return {"Kalimat ini {0} kata, paling banyak {1}: \"{2}\" Bagi menjadi dua kalimat.",
                    "This sentence has {0} words, at most {1}: \"{2}\" Make two of it."};
        case Fault::SecondDrawing:
            return {"Langkah ini sudah punya gambar; \"{0}\" yang kedua. Hapus satu, atau buat langkah baru.",
                    "This step has a drawing already; \"{0}\" is a second one. Remove one, or make a new step."};
        case Fault::UnsupportedMarkup:
            return {"Tanda ini tidak bisa ditampilkan: {0}. Tulis sebagai kalimat biasa.",
                    "This cannot be shown: {0}. Write it as a plain sentence."};
        case Fault::LinkNotAllowed:
            return {"Alamat ini tidak boleh: {0} ({1}). Pakai alamat https dari daftar hosts di site.toml.",
                    "This address is not allowed: {0} ({1}). Use https and a host of the list in site.toml."};
        case Fault::LanguageMissing:
            return {"Terjemahan {0} belum ada. Buat berkasnya.", "The translation {0} is missing. Write the file."};
        case Fault::UnknownTarget:
            return {"\"{0}\" tidak ada: bukan panduan, pertanyaan, bagian, atau halaman. Periksa ejaannya.",
                    "There is no \"{0}\": no guide, question set, section or page. Check the spelling."};
        case Fault::UnknownQuestion:
            return {"Pertanyaan \"{0}\" tidak ada, atau baru ditanyakan sesudah ini. Periksa ejaan dan urutannya.",
                    "There is no question \"{0}\", or it is asked later. Check spelling and order."};
        case Fault::UnknownAnswer:
            return {"Pertanyaan \"{0}\" tidak punya jawaban \"{1}\". Periksa ejaannya.",
                    "The question \"{0}\" has no answer \"{1}\". Check the spelling."};
        case Fault::WayWithoutOutcome:
            return {"Jawaban ini tidak punya [[{0}]]: {1}. Tambahkan satu, atau pakai otherwise = true.",
                    "These answers have no [[{0}]]: {1}. Add one, or use otherwise = true."};
        case Fault::WayWithTwo:
            return {"Dua [[{0}]] cocok untuk jawaban yang sama: {1}; yang lain di baris {2}. Persempit salah satu.",
                    "Two [[{0}]] fit the same answers: {1}; the other one is in line {2}. Make one narrower."};
        case Fault::NeverUsed:
            return {"{0} \"{1}\" tidak pernah terpakai. Hapus, atau perbaiki syaratnya.",
                    "{0} \"{1}\" is never used. Delete it, or mend its condition."};
        case Fault::WrongCount:
            return {"Di sini ada {1} [[{0}]], harus {2} sampai {3}. Tambah atau kurangi.",
                    "There are {1} [[{0}]] here, allowed are {2} to {3}. Add or remove some."};
        case Fault::TooManyWays:
            return {"Pertanyaan ini punya lebih dari {0} gabungan jawaban. Kurangi pertanyaan atau jawaban.",
                    "These questions have more than {0} combinations of answers. Ask less."};
        case Fault::CodeNotAscii:
            return {"Kotak QR hanya memuat huruf biasa: \"{0}\". Ganti huruf khusus.",
                    "The code holds plain letters only: \"{0}\". Replace the special ones."};
        case Fault::CodeTooLong:
            return {"Baris untuk kotak QR terlalu panjang: \"{0}\" ({1}, paling banyak {2}). Pendekkan.",
                    "A line for the code is too long: \"{0}\" ({1}, at most {2}). Shorten it."};
        case Fault::BannedWord:
            return {"Kata \"{0}\" tidak dipakai di sini. Tulis: {1}.",
                    "The word \"{0}\" is not used here. Write: {1}."};
        case Fault::EndsSoon:
            return {"\"{0}\" hanya berlaku sampai {1}. Periksa lagi sumbernya, lalu ganti tanggal checked.",
                    "\"{0}\" is good until {1} only. Look at its source again, then change the date checked."};
        case Fault::TermOver:
            return {
                "\"{0}\" sudah lewat masanya, {1}. Periksa lagi sumbernya, lalu ganti tanggal checked.",
                "\"{0}\" has been past its term since {1}. Look at its source again, then change the date checked."};
        case Fault::WrittenByHand:
            return {"\"{0}\" ditulis tangan, padahal ada di facts.toml. Tulis {{1}} sebagai gantinya.",
                    "\"{0}\" is written by hand, but facts.toml has it. Write {{1}} instead."};
        case Fault::AmountByHand:
            return {"\"{0}\" ditulis tangan dan tidak ada di facts.toml. Kalau ini biaya, tulis sekali di sana.",
                    "\"{0}\" is written by hand and is not in facts.toml. If it is a fee, write it there, once."};
        case Fault::OtherFact:
            return {"Di sini dikutip: {0}. Di naskah Indonesia: {1}. Samakan.",
                    "Quoted here: {0}. In the Indonesian text: {1}. Quote the same."};
        case Fault::OtherNumber:
            return {"Angka \"{0}\" tidak sama: \"{1}\", di bahasa Indonesia \"{2}\". Samakan.",
                    "The numbers of \"{0}\" differ: \"{1}\", in Indonesian \"{2}\". Make them the same."};
        case Fault::NotYetChecked:
            return {"Tanggal checked \"{0}\" belum tiba: {1}. Tulis hari saat sumbernya dibaca.",
                    "The date checked of \"{0}\" has not come yet: {1}. Write the day on which its source was read."};
        case Fault::StepCountDiffers:
            return {"Terjemahan ini {0} langkah, yang Indonesia {1}. Samakan langkahnya.",
                    "This translation has {0} steps, the Indonesian guide {1}. Give both the same steps."};
        case Fault::TranslationStale:
            return {
                "Terjemahan {1} belum mengikuti kalimat ini: \"{2}\" Perbaiki, lalu jalankan: balai-pack translated "
                "FOLDER {0} {1}.",
                "The translation {1} does not follow this sentence yet: \"{2}\" Mend it, then run: balai-pack "
                "translated FOLDER {0} {1}."};
        case Fault::TranslationLonger:
            return {
                "Dari panduan Indonesia {2} kalimat dihapus; terjemahan {1} mungkin masih memuatnya. Periksa, lalu "
                "jalankan: balai-pack translated FOLDER {0} {1}.",
                "The Indonesian guide lost {2} sentences; the translation {1} may still say them. Look, then run: "
                "balai-pack translated FOLDER {0} {1}."};
        case Fault::DoesNotFit:
            return {"Tidak muat di halaman {0} ({1}, {2}): \"{3}\" Pendekkan.",
                    "This does not fit on the page {0} ({1}, {2}): \"{3}\" Shorten it."};
        case Fault::UnknownLanguage:
            return {"Bahasa \"{0}\" tidak ada di layar. Pakai id, jv, atau en, atau hapus berkas ini.",
                    "The screen has no language \"{0}\". Use id, jv or en, or delete this file."};
        case Fault::StrayFile:
            return {"Berkas ini tidak dibaca; di sini hanya {0}. Ganti namanya atau pindahkan.",
                    "This file is not read; only {0} belongs here. Give it another name or move it."};
    }
    return {"", ""};
}

// A detail comes out of a file or is its name: it may be endless, and it may hold what would turn or wipe a terminal's
// lines.
std::string printable(std::string_view text) {
    constexpr std::size_t longest = 300;
    std::string result;
    while (!text.empty() && result.size() < longest) {
        const auto fault = text_fault(text);
        std::string clean{text.substr(0, fault ? fault->offset : text.npos)};
        text.remove_prefix(clean.size());
        for (char& c : clean)
            if (c == '\n' || c == '\t') c = ' ';
        result += clean;
        if (!fault) break;
        char escaped[5];
        std::snprintf(escaped, sizeof escaped, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(text[0])));
        result += escaped;
        text.remove_prefix(1);
    }
    if (result.size() <= longest) return result;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;  // not within a letter
    return result.substr(0, end) + "…";
}

}  // namespace

namespace {

// What the TOML reader says is for programmers; an author made one of a few slips.
Sentences sentences_of_grammar(std::string_view reason) {
    const auto says = [reason](std::string_view part) { return reason.find(part) != reason.npos; };
    if (says("control characters") || says("while parsing string"))
        return {"Tanda petik penutup kurang. Tambahkan \" di akhir isi baris ini.",
                "A closing quote is missing. Add \" at the end of the value on this line."};
    if (says("could not determine value type"))
        return {"Isi di baris ini harus di antara tanda petik: nama = \"isi\".",
                "The value on this line must stand between quotes: name = \"value\"."};
    if (says("4-digit year") || says("expected a comment or whitespace"))
        return {"Di belakang isi ada tulisan lebih. Tanggal ditulis 2026-09-26, teks di antara tanda petik.",
                "Something is left over behind the value. A date is written 2026-09-26, a text between quotes."};
    if (says("beyond ASCII"))
        return {"Tulisan ini harus di antara tanda petik lurus (\"), bukan tanda petik miring.",
                "This must stand between straight quotes (\"), not curly ones."};
    return sentences_of(Fault::Grammar);
}

}  // namespace

Severity severity_of(Fault fault) {
    constexpr Severity severities[] = {
#define BALAI_FAULT_SEVERITY(name, severity) Severity::severity,
        BALAI_FAULTS(BALAI_FAULT_SEVERITY)
#undef BALAI_FAULT_SEVERITY
    };
    return severities[static_cast<std::size_t>(fault)];
}

std::string_view name_of(Fault fault) {
    constexpr std::string_view names[] = {
#define BALAI_FAULT_NAME(name, severity) #name,
        BALAI_FAULTS(BALAI_FAULT_NAME)
#undef BALAI_FAULT_NAME
    };
    return names[static_cast<std::size_t>(fault)];
}

std::string sentence(const ContentProblem& problem, AuthorLanguage language) {
    const bool grammar = problem.fault == Fault::Grammar && !problem.details.empty();
    const Sentences both = grammar ? sentences_of_grammar(problem.details[0]) : sentences_of(problem.fault);
    std::string text = language == AuthorLanguage::Indonesian ? both.indonesian : both.english;
    std::size_t from = 0;
    // From left to right, so that a detail that looks like a mark is left alone.
    for (auto open = text.find('{'); open != text.npos; open = text.find('{', from)) {
        const auto number = static_cast<std::size_t>(open + 2 < text.size() ? text[open + 1] - '0' : 99);
        from = open + 1;
        if (number >= problem.details.size() || text[open + 2] != '}') continue;
        const std::string detail = printable(problem.details[number]);
        text.replace(open, 3, detail);
        from = open + detail.size();
    }
    return printable(problem.file) + (problem.line > 0 ? ":" + std::to_string(problem.line) : "") + ": " + text;
}

}  // namespace balai
