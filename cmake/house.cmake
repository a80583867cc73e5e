# How every target of the house is built: one interface target with the flags, one function for a
# library, one for a program, one for a test.

add_library(bangtin_flags INTERFACE)
target_compile_options(
  bangtin_flags
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
            # Errors by the compiler that ships; clang, for the fuzzer, has warnings of its own.
            $<$<CXX_COMPILER_ID:GNU>:-Werror>
            # The same pixels on x86 and Arm: no fused multiply-add behind our back.
            -ffp-contract=off)
target_compile_definitions(bangtin_flags INTERFACE BANGTIN_VERSION="${PROJECT_VERSION}")
target_include_directories(bangtin_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(BANGTIN_SANITIZE)
  target_compile_options(
    bangtin_flags INTERFACE -fsanitize=${BANGTIN_SANITIZE} -fno-sanitize-recover=all
                            -fno-omit-frame-pointer)
  target_link_options(bangtin_flags INTERFACE -fsanitize=${BANGTIN_SANITIZE})
  if(BANGTIN_SANITIZE MATCHES "address.*undefined")
    # What AddressSanitizer finds as well costs a fifth of all compiling when it is asked for twice.
    target_compile_options(bangtin_flags INTERFACE -fno-sanitize=null,object-size)
    # A program that may lie anywhere touches 100 MB of its own tables before its first test: a
    # third of each of two thousand starts.
    target_compile_options(bangtin_flags INTERFACE -fno-pie)
    target_link_options(bangtin_flags INTERFACE -no-pie)
  endif()
endif()

# For what links GoogleTest, beside bangtin_flags: the tests' own code is not examined for undefined
# behaviour, which is a third of compiling it. The sources that they call are; of a template that both
# use the linker may take the test's. The fuzz preset examines all.
add_library(bangtin_test_flags INTERFACE)
if(BANGTIN_SANITIZE MATCHES "undefined")
  target_compile_options(bangtin_test_flags INTERFACE -fno-sanitize=undefined)
endif()

# The headers that nearly every source includes, compiled once per build: a fifth of all compiling.
# For the sanitizers' presets only: dev and release find the source that leans on them, and GCC 12
# at -O2 gives wrong warnings inside headers that were compiled before.
option(BANGTIN_PRECOMPILE "Compile the common headers once" OFF)
set(bangtin_common_headers
    <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstdint> <filesystem>
    <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <sstream> <string>
    <string_view> <thread> <unordered_map> <utility> <variant> <vector>)
if(BANGTIN_PRECOMPILE)
  # Every unit that reads them must be compiled for threads as they are; ccache needs the second.
  target_compile_options(bangtin_flags INTERFACE -pthread -fpch-preprocess)
  add_library(bangtin_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/headers.cpp)
  target_link_libraries(bangtin_headers PRIVATE bangtin_flags)
  target_precompile_headers(bangtin_headers PRIVATE ${bangtin_common_headers})
  if(BANGTIN_TESTS)
    add_library(bangtin_test_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/headers.cpp)
    target_link_libraries(bangtin_test_headers PRIVATE bangtin_flags bangtin_test_flags GTest::gtest)
    target_precompile_headers(bangtin_test_headers PRIVATE ${bangtin_common_headers}
                              <gtest/gtest.h>)
  endif()
endif()

# use_common_headers(TARGET bangtin_headers)
function(use_common_headers target headers)
  if(BANGTIN_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()

# Sources of one target compiled several at a time, so that headers and templates are compiled once
# for all of them: half of all compiling. Where names without linkage meet, the second one gets a
# better name; APART lists the sources that cannot stand beside others. Presets for daily work leave
# it off: they rebuild one source, and find the one that leans on the includes of another.
option(BANGTIN_TOGETHER "Compile the sources of a target several at a time" OFF)
set(bangtin_together 10)
if(BANGTIN_TOGETHER)
  # Types of a source that is included by another are not "in a header".
  target_compile_options(bangtin_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  if(BANGTIN_SANITIZE)
    # At -Og GCC 12 takes a moved std::variant for one that was never set; the release build asks.
    target_compile_options(bangtin_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  endif()
endif()

# compile_together(TARGET a.cpp b.cpp): the sources named stay apart.
function(compile_together target)
  if(BANGTIN_TOGETHER)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE
                                                              ${bangtin_together})
    if(ARGN)
      set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endif()
endfunction()

# bangtin_library(NAME SOURCES a.cpp ... LINKS base ... PACKAGES PkgConfig::X ...)
# LINKS are our own libraries without prefix: the allowed arrows. PACKAGES are linked privately:
# no header of ours shows a third-party type.
function(bangtin_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;APART;LINKS;PACKAGES" ${ARGN})
  # What no program or test of a preset links is not built in it.
  add_library(bangtin_${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES} ${arg_APART})
  compile_together(bangtin_${name} ${arg_APART})
  add_library(bangtin::${name} ALIAS bangtin_${name})
  target_link_libraries(bangtin_${name} PUBLIC bangtin_flags)
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(bangtin_${name} PUBLIC bangtin::${link})
  endforeach()
  target_link_libraries(bangtin_${name} PRIVATE ${arg_PACKAGES})
  if(GTest::gtest IN_LIST arg_PACKAGES)
    target_link_libraries(bangtin_${name} PRIVATE bangtin_test_flags)
    use_common_headers(bangtin_${name} bangtin_test_headers)
  else()
    use_common_headers(bangtin_${name} bangtin_headers)
  endif()
endfunction()

# bangtin_program(bangtin-player SOURCES main.cpp app.cpp LINKS ...)
# Where nothing is tested end to end, a program is built only if a test depends on it.
function(bangtin_program name)
  cmake_parse_arguments(arg "ON_DEMAND" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  compile_together(${name})
  if(arg_ON_DEMAND OR NOT e2e IN_LIST BANGTIN_TEST_KINDS)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
  use_common_headers(${name} bangtin_headers)
  target_link_libraries(${name} PRIVATE bangtin_flags ${arg_PACKAGES})
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(${name} PRIVATE bangtin::${link})
  endforeach()
endfunction()

# bangtin_test(base_test KIND unit SHARDS 2 SOURCES a_test.cpp ... LINKS base ...)
# One GoogleTest program. It runs in SHARDS tests of CTest, each in one process with its part of the
# cases: a process a case was a third of what all tests take of a processor. What each shard counted
# lies in reports/, where tests/count.py adds it up. TIMEOUT is in seconds for one shard.
function(bangtin_test name)
  cmake_parse_arguments(arg "" "KIND;SHARDS;TIMEOUT" "SOURCES;APART;LINKS;PACKAGES;ENVIRONMENT" ${ARGN})
  if(NOT arg_KIND IN_LIST BANGTIN_TEST_KINDS)
    return()
  endif()
  if(NOT arg_SHARDS)
    set(arg_SHARDS 1)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 600)
  endif()
  add_executable(${name} ${arg_SOURCES} ${arg_APART})
  compile_together(${name} ${arg_APART})
  target_link_libraries(${name} PRIVATE bangtin_flags bangtin_test_flags GTest::gtest
                                        GTest::gtest_main bangtin::test_paths ${arg_PACKAGES})
  use_common_headers(${name} bangtin_test_headers)
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(${name} PRIVATE bangtin::${link})
  endforeach()
  cmake_path(GET CMAKE_BINARY_DIR FILENAME preset)
  foreach(shard RANGE 1 ${arg_SHARDS})
    math(EXPR index "${shard} - 1")
    set(part ${preset}.${name}.${shard})
    add_test(NAME ${part} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(
      ${part}
      PROPERTIES LABELS ${arg_KIND} TIMEOUT ${arg_TIMEOUT}
                 ENVIRONMENT "GTEST_TOTAL_SHARDS=${arg_SHARDS};GTEST_SHARD_INDEX=${index};GTEST_OUTPUT=json:${CMAKE_BINARY_DIR}/reports/${part}.json;${arg_ENVIRONMENT}")
  endforeach()
endfunction()
