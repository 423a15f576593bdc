#include "kiosk/editions/refusal.h"

namespace balai {

namespace {

struct Words {
    std::string_view code, indonesian, english;
};

// {} is the subject.
Words words(Refusal reason) {
    switch (reason) {
        case Refusal::NoManifest:
            return {"no_manifest", "Tidak ada isi untuk terminal di sini. Periksa apakah ini flashdisk yang benar.",
                    "There is no content for the terminal here. Check that this is the right stick."};
        case Refusal::ManifestTooBig:
            return {"manifest_too_big", "Daftar isi terlalu besar. Minta salinan baru dari kantor.",
                    "The list of contents is too big. Ask the office for a new copy."};
        case Refusal::SignatureMissing:
            return {"sig_missing", "Tanda tangan {} tidak ada. Minta kantor menandatangani isi ini.",
                    "The signature of the {} is missing. Ask the office to sign this content."};
        case Refusal::SignatureMalformed:
            return {"sig_malformed", "Tanda tangan {} rusak. Minta salinan baru dari kantor.",
                    "The signature of the {} is damaged. Ask the office for a new copy."};
        case Refusal::SignatureWrongAlgorithm:
            return {"sig_wrong_alg", "Tanda tangan {} dibuat dengan cara lama. Minta kantor menandatangani ulang.",
                    "The signature of the {} was made in the old way. Ask the office to sign again."};
        case Refusal::KeyUnknown:
            return {"key_unknown", "Kunci {} tidak dikenal terminal ini. Hubungi kantor.",
                    "This terminal does not know the key {}. Call the office."};
        case Refusal::KeyRevoked:
            return {"key_revoked", "Kunci {} sudah dicabut. Jangan pakai isi ini; hubungi kantor.",
                    "The key {} has been revoked. Do not use this content; call the office."};
        case Refusal::WrongRole:
            return {"wrong_role", "Penulis dan pemeriksa harus dua orang. Kunci {} dipakai di tempat yang salah.",
                    "Author and reviewer must be two people. The key {} was used in the wrong place."};
        case Refusal::SignatureBad:
            return {"sig_bad", "Isi tidak cocok dengan tanda tangan {}. Jangan pakai; hubungi kantor.",
                    "The content does not match the signature of the {}. Do not use it; call the office."};
        case Refusal::CommentBad:
            return {"comment_sig_bad", "Catatan pada tanda tangan {} telah diubah. Minta salinan baru dari kantor.",
                    "The note on the signature of the {} was changed. Ask the office for a new copy."};
        case Refusal::Grammar:
            return {"grammar", "Daftar isi salah di baris {}. Minta kantor membuat ulang.",
                    "The list of contents is wrong in line {}. Ask the office to make it again."};
        case Refusal::WrongType:
            return {"wrong_type", "Ini bukan isi terminal. Periksa flashdisknya.",
                    "This is no content for a terminal. Check the stick."};
        case Refusal::WrongSite:
            return {"wrong_site", "Isi ini untuk tempat lain: {}. Pakai flashdisk untuk desa ini.",
                    "This content is for another place: {}. Use the stick for this village."};
        case Refusal::ProgramTooOld:
            return {"too_new_app", "Isi ini perlu program yang lebih baru. Hubungi kantor.",
                    "This content needs a newer program. Call the office."};
        case Refusal::ReplayOlder:
            return {"replay_older", "Isi ini (nomor {}) lebih lama dari yang terpasang. Tidak ada yang diubah.",
                    "This content (number {}) is older than what is installed. Nothing was changed."};
        case Refusal::SameNumberOtherContent:
            return {"replay_same_number_other_content",
                    "Nomor {} sudah dipakai isi lain. Minta kantor memberi nomor baru.",
                    "Number {} is already taken by other content. Ask the office for a new number."};
        case Refusal::JumpTooFar:
            return {"jump_too_far", "Nomor {} melompat terlalu jauh. Minta kantor memeriksa nomornya.",
                    "Number {} jumps too far ahead. Ask the office to check the number."};
        case Refusal::KnownBad:
            return {"known_bad", "Isi ini (nomor {}) pernah gagal di terminal ini. Minta isi yang lebih baru.",
                    "This content (number {}) has failed on this terminal before. Ask for newer content."};
        case Refusal::BlobMissing:
            return {"blob_missing", "Bagian {} tidak ada. Salin ulang ke flashdisk.",
                    "Part {} is missing. Copy it to the stick again."};
        case Refusal::BlobShort:
            return {"blob_short", "Bagian {} terpotong. Salin ulang ke flashdisk.",
                    "Part {} is cut short. Copy it to the stick again."};
        case Refusal::BlobLong:
            return {"blob_long", "Bagian {} terlalu panjang. Salin ulang ke flashdisk.",
                    "Part {} is too long. Copy it to the stick again."};
        case Refusal::BlobHash:
            return {"blob_hash", "Bagian {} rusak atau diubah. Salin ulang ke flashdisk.",
                    "Part {} is damaged or was changed. Copy it to the stick again."};
        case Refusal::KindUnknown:
            return {"kind_unknown", "Baris {} berisi jenis berkas yang tidak dikenal. Minta kantor membuat ulang.",
                    "Line {} names an unknown kind of file. Ask the office to make it again."};
        case Refusal::PixelBudget:
            return {"pixel_budget", "Gambar di baris {} terlalu besar. Minta kantor mengecilkannya.",
                    "The picture in line {} is too large. Ask the office to make it smaller."};
        case Refusal::DecodeFailed:
            return {"decode_failed", "Gambar {} tidak dapat dibuka. Minta kantor membuat ulang.",
                    "The picture {} cannot be opened. Ask the office to make it again."};
        case Refusal::DecodeTimeout:
            return {"decode_timeout", "Gambar {} terlalu lama dibuka. Minta kantor membuat ulang.",
                    "The picture {} takes too long to open. Ask the office to make it again."};
        case Refusal::DecodeMemory:
            return {"decode_memory", "Gambar {} memakan terlalu banyak memori. Minta kantor mengecilkannya.",
                    "The picture {} takes too much memory. Ask the office to make it smaller."};
        case Refusal::TextNotUtf8:
            return {"text_invalid_utf8", "Tulisan di {} rusak. Minta kantor membuat ulang.",
                    "The text in {} is damaged. Ask the office to make it again."};
        case Refusal::TextForbidden:
            return {"text_forbidden_char", "Tulisan di {} berisi huruf terlarang. Minta kantor membuat ulang.",
                    "The text in {} has a forbidden character. Ask the office to make it again."};
        case Refusal::LinkNotAllowed:
            return {"link_host_not_allowed", "Alamat {} tidak diizinkan. Jangan pakai isi ini; hubungi kantor.",
                    "The address {} is not allowed. Do not use this content; call the office."};
        case Refusal::ContentUnusable:
            return {"content_unusable", "Isi ini tidak bisa ditampilkan: {}. Minta kantor membuat ulang.",
                    "This content cannot be shown: {}. Ask the office to make it again."};
        case Refusal::NoSpace:
            return {"no_space", "Tempat di terminal tidak cukup. Hubungi teknisi.",
                    "The terminal has not enough space. Call the technician."};
        case Refusal::TerminalDisk:
            return {"terminal_disk", "Terminal tidak bisa menyimpan. Isi lama tetap dipakai; hubungi teknisi.",
                    "The terminal cannot save. The old content stays in use; call the technician."};
        case Refusal::TooManyPacks:
            return {"too_many_packs", "Terlalu banyak isi di flashdisk ini. Sisakan yang terbaru saja.",
                    "There are too many packs on this stick. Keep only the newest one."};
        case Refusal::StickRemoved:
            return {"stick_removed", "Flashdisk dicabut terlalu cepat. Isi lama tetap dipakai; pasang lagi.",
                    "The stick was pulled too early. The old content stays in use; insert it again."};
        case Refusal::StickUnreadable:
            return {"stick_unreadable", "Flashdisk tidak dapat dibaca. Coba flashdisk lain.",
                    "The stick cannot be read. Try another stick."};
        case Refusal::TrustMissing:
            return {"trust_missing", "Terminal ini belum tahu siapa yang dipercaya. Hubungi teknisi.",
                    "This terminal does not know yet whom to trust. Call the technician."};
        case Refusal::TrustMalformed:
            return {"trust_malformed", "Berkas kepercayaan salah di baris {}. Hubungi kantor.",
                    "The trust file is wrong in line {}. Call the office."};
        case Refusal::TrustOlder:
            return {"trust_older", "Berkas kepercayaan ini (versi {}) tidak lebih baru. Tidak ada yang diubah.",
                    "This trust file (version {}) is not newer. Nothing was changed."};
        case Refusal::TrustSkipsAVersion:
            return {"trust_skips_a_version",
                    "Berkas kepercayaan versi {} melewati satu versi. Pasang versi sebelumnya dulu.",
                    "Trust file version {} skips a version. Install the one before it first."};
    }
    return {};
}

// The two signers are named as people call them.
std::string_view called(std::string_view subject, OfficerLanguage language) {
    if (language == OfficerLanguage::Indonesian) {
        if (subject == "author") return "penulis";
        if (subject == "reviewer") return "pemeriksa";
    }
    return subject;
}

}  // namespace

std::string_view code(Refusal reason) { return words(reason).code; }

std::string sentence(const RefusedPack& refused, OfficerLanguage language) {
    const Words all = words(refused.reason);
    std::string text{language == OfficerLanguage::Indonesian ? all.indonesian : all.english};
    if (const auto at = text.find("{}"); at != text.npos) text.replace(at, 2, called(refused.subject, language));
    return text;
}

}  // namespace balai
