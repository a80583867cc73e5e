# How every target of the house is built: one interface target with the flags, one function for a
# library, one for a program, one for a test.

add_library(bangtin_flags INTERFACE)
target_compile_options(
  bangtin_flags
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
            # The same pixels on x86 and Arm: no fused multiply-add behind our back.
            -ffp-contract=off)
target_compile_definitions(bangtin_flags INTERFACE BANGTIN_VERSION="${PROJECT_VERSION}")
target_include_directories(bangtin_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(BANGTIN_SANITIZE)
  target_compile_options(
    bangtin_flags INTERFACE -fsanitize=${BANGTIN_SANITIZE} -fno-sanitize-recover=all
                            -fno-omit-frame-pointer)
  target_link_options(bangtin_flags INTERFACE -fsanitize=${BANGTIN_SANITIZE})
endif()

# bangtin_library(NAME SOURCES a.cpp ... LINKS base ... PACKAGES PkgConfig::X ...)
# LINKS are our own libraries without prefix: the allowed arrows. PACKAGES are linked privately:
# no header of ours shows a third-party type.
function(bangtin_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  add_library(bangtin_${name} STATIC ${arg_SOURCES})
  add_library(bangtin::${name} ALIAS bangtin_${name})
  target_link_libraries(bangtin_${name} PUBLIC bangtin_flags)
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(bangtin_${name} PUBLIC bangtin::${link})
  endforeach()
  target_link_libraries(bangtin_${name} PRIVATE ${arg_PACKAGES})
endfunction()

# bangtin_program(bangtin-player SOURCES main.cpp app.cpp LINKS ...)
function(bangtin_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE bangtin_flags ${arg_PACKAGES})
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(${name} PRIVATE bangtin::${link})
  endforeach()
endfunction()

# bangtin_test(base_test KIND unit SOURCES a_test.cpp ... LINKS base ...)
# One GoogleTest program; every case becomes a CTest of its own with the kind as its label.
# TIMEOUT is in seconds for one case. ARGS is passed to the program.
function(bangtin_test name)
  cmake_parse_arguments(arg "" "KIND;TIMEOUT" "SOURCES;LINKS;PACKAGES;ENVIRONMENT" ${ARGN})
  if(NOT arg_KIND IN_LIST BANGTIN_TEST_KINDS)
    return()
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE bangtin_flags GTest::gtest GTest::gtest_main
                                        ${arg_PACKAGES})
  foreach(link IN LISTS arg_LINKS)
    target_link_libraries(${name} PRIVATE bangtin::${link})
  endforeach()
  target_compile_definitions(${name} PRIVATE BANGTIN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  set(environment ${arg_ENVIRONMENT})
  gtest_discover_tests(
    ${name}
    TEST_PREFIX "${name}."
    DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${arg_KIND} TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "${environment}")
endfunction()
