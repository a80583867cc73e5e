#include "shared/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace bangtin {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Error{Code::Invalid, "odd", "error.odd"};
  return number / 2;
}

Result<std::string> quarter_text(int number) {
  const int quarter = TRY(half(TRY(half(number))));
  return std::to_string(quarter);
}

Status need_even(int number) {
  TRY(half(number));
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_EQ(*half(4), 2);
  ASSERT_FALSE(half(3).ok());
  EXPECT_EQ(half(3).error().key, "error.odd");
  EXPECT_TRUE(Status().ok());
}

TEST(Result, TryHandsOnTheFirstError) {
  EXPECT_EQ(*quarter_text(12), "3");
  EXPECT_EQ(quarter_text(7).error().message, "odd");
  EXPECT_EQ(quarter_text(6).error().message, "odd");
  EXPECT_TRUE(need_even(2).ok());
  EXPECT_EQ(need_even(1).error().code, Code::Invalid);
}

TEST(Result, MovesWhatCannotBeCopied) {
  const auto make = []() -> Result<std::unique_ptr<int>> { return std::make_unique<int>(7); };
  const auto use = [&]() -> Result<int> {
    const std::unique_ptr<int> number = TRY(make());
    return *number;
  };
  EXPECT_EQ(*use(), 7);
}

TEST(Result, ContextKeepsCodeAndKey) {
  const Error error = in_context("page 3", half(1).error());
  EXPECT_EQ(error.message, "page 3: odd");
  EXPECT_EQ(error.code, Code::Invalid);
  EXPECT_EQ(error.key, "error.odd");
}

TEST(ResultDeathTest, AValueThatIsNotThereIsABug) {
  EXPECT_DEATH(half(1).value(), "ok\\(\\)");
  EXPECT_DEATH(static_cast<void>(half(2).error()), "ok\\(\\)");
  EXPECT_DEATH(need_even(1).value(), "ok\\(\\)");
}

TEST(CodeName, IsDistinctForEachCode) {
  EXPECT_EQ(code_name(Code::NotFound), "not_found");
  EXPECT_EQ(code_name(Code::Invalid), "invalid");
  EXPECT_EQ(code_name(Code::Denied), "denied");
  EXPECT_EQ(code_name(Code::Conflict), "conflict");
  EXPECT_EQ(code_name(Code::Corrupt), "corrupt");
  EXPECT_EQ(code_name(Code::Unsupported), "unsupported");
  EXPECT_EQ(code_name(Code::Full), "full");
  EXPECT_EQ(code_name(Code::Unavailable), "unavailable");
}

}  // namespace
}  // namespace bangtin
