# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# The one place that holds language level, warnings and Qt strictness for our own code.
add_library(relay_common INTERFACE)
target_compile_features(relay_common INTERFACE cxx_std_20)
target_compile_definitions(
    relay_common
    INTERFACE QT_NO_CAST_FROM_ASCII
              QT_NO_CAST_TO_ASCII
              QT_NO_CAST_FROM_BYTEARRAY
              QT_NO_URL_CAST_FROM_STRING
              QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
              QT_NO_FOREACH
              QT_NO_JAVA_STYLE_ITERATORS
              QT_NO_KEYWORDS
              QT_STRICT_ITERATORS
              QT_USE_QSTRINGBUILDER
              QT_DISABLE_DEPRECATED_BEFORE=0x060400
)
target_compile_options(relay_common INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
# With some levels of optimization g++ 12 takes the growth of a std::vector of bytes for an overflow,
# and the alternatives of a moved std::variant for uninitialized.
target_compile_options(
    relay_common
    INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-error=stringop-overflow;-Wno-error=maybe-uninitialized>
)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Kind of build" FORCE)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# So that the program stands where its documentation says: build/<preset>/app/neuro-relay
set(CMAKE_AUTOMOC_PATH_PREFIX ON)

set(NEURO_RELAY_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them")
if(NEURO_RELAY_SANITIZE)
    add_compile_options(-fsanitize=${NEURO_RELAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${NEURO_RELAY_SANITIZE})
endif()

# A build with tests links more than a hundred programs: with gold in well under half the time. What
# is packaged is linked by the system's own linker.
if(NEURO_RELAY_TESTS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    include(CheckLinkerFlag)
    check_linker_flag(CXX -fuse-ld=gold NEURO_RELAY_HAS_GOLD)
    if(NEURO_RELAY_HAS_GOLD)
        add_link_options(-fuse-ld=gold)
    endif()
endif()

# The fuzzer is guided by the coverage of our own code; relay_fuzzer() links the engine itself.
if(NEURO_RELAY_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
    # What is no fuzz target, a test say, needs the runtime of the instrumentation.
    add_link_options(-fsanitize=fuzzer-no-link)
endif()

# Most of what a file costs to compile are headers of Qt and the standard library. Most presets read
# them once, and so hide that a file does not include what it needs. A build without a preset
# (cmake -S . -B DIR) reads no precompiled header, and shows it.
option(NEURO_RELAY_PCH "Precompile the headers that most files include" OFF)
if(NEURO_RELAY_PCH)
    file(CONFIGURE OUTPUT precompiled.cpp CONTENT "// Owns the precompiled header.\n")
    add_library(relay_precompiled OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
    set_target_properties(relay_precompiled PROPERTIES AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
endif()
# Where targets find their precompiled header; a folder may set another for its own.
set(relay_precompiled_header relay_precompiled)

# relay_precompile(TARGET): lets a target of ours use the precompiled header.
function(relay_precompile name)
    if(NEURO_RELAY_PCH)
        target_precompile_headers(${name} REUSE_FROM ${relay_precompiled_header})
    endif()
endfunction()

# relay_precompiled_header(NAME LIBRARIES... HEADERS files...): a precompiled header with more. Who
# uses it has at least the libraries, and the same options.
function(relay_precompiled_header name)
    cmake_parse_arguments(arg "" "" "HEADERS" ${ARGN})
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// Owns a precompiled header.\n")
    add_library(${name} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(${name} PRIVATE relay_common Qt6::Core ${arg_UNPARSED_ARGUMENTS})
    target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h ${arg_HEADERS})
endfunction()

# Once Qt is found.
function(relay_prepare_precompiled)
    if(NEURO_RELAY_PCH)
        target_link_libraries(relay_precompiled PRIVATE relay_common Qt6::Core)
        target_precompile_headers(relay_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.h)
    endif()
endfunction()

# More than a hundred tests each with a copy of everything are gigabytes, and minutes of linking.
option(NEURO_RELAY_SHARED "Link our libraries dynamically; what is installed is linked statically" OFF)
set(relay_library_type STATIC)
if(NEURO_RELAY_SHARED)
    set(relay_library_type SHARED)
    # A library calls its own copies of inline functions, as Qt's libraries do, not the program's.
    add_link_options(LINKER:-Bsymbolic-functions)
endif()

# relay_library(NAME SOURCES... ): a library of ours, with the rules above applied.
function(relay_library name)
    qt_add_library(${name} ${relay_library_type} ${ARGN})
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:relay_common>)
    target_compile_features(${name} PUBLIC cxx_std_20)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    relay_precompile(${name})
endfunction()
