#include "shared/crypto/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bangtin {
namespace {

// One word per byte. No two share their letters without marks, nor are they alike in the dialects
// that merge l and n, s and x, tr and ch, gi, r, v and d, or the last n and ng, c and t. The order
// is part of the protocol and never changes.
// clang-format off
constexpr std::array<std::string_view, 256> kWords = {
    "anh", "áo", "bạc", "bài", "bánh", "bắp", "bé", "bến", "bèo", "bếp", "bìa", "biển", "bơ",
    "bông", "bột", "bữa", "bún", "bút", "cam", "cảng", "cặp", "cát", "cầu", "cây", "chén", "chị",
    "chiều", "chợ", "chổi", "chữ", "chung", "chuối", "chuông", "cờ", "cọc", "cối", "cơm", "cổng",
    "cua", "cúc", "củi", "cung", "cuốc", "cừu", "đá", "đàn", "đào", "đậu", "đê", "đêm", "đèn",
    "đẹp", "đĩa", "điện", "diều", "đồi", "đồng", "đũa", "đường", "ếch", "gà", "gạch", "gạo", "gấu",
    "ghế", "ghi", "gió", "giọt", "gỗ", "gốc", "gối", "gừng", "gươm", "gương", "hai", "hành", "hạt",
    "hến", "heo", "hồ", "hoa", "học", "hội", "hồng", "hộp", "hũ", "hương", "hươu", "huyện", "kem",
    "kênh", "kẹo", "khăn", "khay", "khế", "kho", "khoai", "khói", "khung", "khuôn", "khuya", "kiến",
    "kiểu", "kính", "lá", "lê", "lều", "lịch", "liễu", "loa", "lớp", "lụa", "lưng", "lưới", "măng",
    "mây", "mẹ", "mềm", "mèo", "mì", "miền", "mơ", "mới", "một", "mũ", "mùa", "mực", "mũi", "muối",
    "mướp", "nai", "năm", "nắng", "nếp", "ngày", "nghề", "nghêu", "nghỉ", "ngõ", "ngói", "ngỗng",
    "nhà", "nhạc", "nhãn", "nhện", "nho", "nhôm", "nhung", "nơ", "nồi", "núi", "nước", "ô", "ổi",
    "ống", "ớt", "phà", "phấn", "phao", "phía", "phích", "phim", "phố", "phòng", "phú", "phương",
    "phút", "quân", "quạt", "quê", "quyển", "quỳnh", "quýt", "rằm", "rạp", "rau", "rơm", "rồng",
    "rùa", "rừng", "sách", "sấm", "sáo", "sen", "sinh", "sò", "sợi", "sóng", "sức", "suối", "tám",
    "táo", "tàu", "tay", "tem", "tên", "tép", "tết", "thác", "thảm", "thang", "thầy", "thẻ", "thép",
    "thìa", "thơ", "thóc", "thơm", "thôn", "thu", "thùng", "thuốc", "thuyền", "tiền", "tiêu", "tím",
    "tỉnh", "tơ", "toa", "tóc", "tỏi", "tôm", "trà", "trại", "trăm", "trăng", "trâu", "tre", "treo",
    "trống", "trưa", "trúc", "tủ", "tuần", "tuổi", "tường", "tuyết", "vải", "vàng", "vé", "vẹt",
    "việc", "viên", "vịnh", "vịt", "voi", "vui", "vườn", "xanh", "xe", "xoài", "xoan", "xóm",
    "xuân", "xưởng", "yến",
};
// clang-format on

}  // namespace

std::vector<std::string> fingerprint_words(const Digest& digest) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kFingerprintWords; ++i) words.emplace_back(kWords[digest.bytes[i]]);
  return words;
}

bool is_fingerprint_word(std::string_view word) {
  return std::ranges::find(kWords, word) != kWords.end();
}

}  // namespace bangtin
