# SPDX-FileCopyrightText: Neuro Relay contributors
# SPDX-License-Identifier: MIT
#
# The library for others: headers, libraries and the CMake package NeuroRelay, all in the install
# component "development", which the Debian package of the program leaves out. docs/library.md tells
# how it is used.
include(CMakePackageConfigHelpers)

set(NEURO_RELAY_INSTALL_INCLUDE ${CMAKE_INSTALL_INCLUDEDIR}/neuro-relay)
set(NEURO_RELAY_INSTALL_CMAKE ${CMAKE_INSTALL_LIBDIR}/cmake/NeuroRelay)

# What others may include: what they need to use the library, and what these headers include
# themselves (the test check_library tells of one that is missing here). All else is ours to change.
set(relay_headers_Protocol
    protocol/actionschema.h
    protocol/codec.h
    protocol/diagnostics.h
    protocol/json.h
    protocol/limits.h
    protocol/messages.h
    protocol/phrase.h
    protocol/refusal.h
    protocol/result.h
    protocol/sampledata.h
    protocol/unsupportedkeywords.h
)
set(relay_headers_Client client/actionhandler.h client/neuroclient.h)
set(relay_headers_Server net/backendsettings.h net/neuroserver.h net/tlssettings.h)

# relay_install_component(NAME TARGET [OTHER_TARGETS...]): NeuroRelay::NAME. The other targets are
# what a static library of Qt's resources is linked with.
function(relay_install_component component target)
    string(TOLOWER ${component} name)
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${component} OUTPUT_NAME neuro-relay-${name})
    target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${NEURO_RELAY_INSTALL_INCLUDE}>)
    install(
        TARGETS ${target} ${ARGN}
        EXPORT NeuroRelay${component}
        ARCHIVE COMPONENT development
        LIBRARY COMPONENT development
        OBJECTS DESTINATION ${CMAKE_INSTALL_LIBDIR}/neuro-relay COMPONENT development
    )
    install(
        EXPORT NeuroRelay${component}
        FILE NeuroRelay${component}.cmake
        NAMESPACE NeuroRelay::
        DESTINATION ${NEURO_RELAY_INSTALL_CMAKE}
        COMPONENT development
    )
    foreach(header IN LISTS relay_headers_${component})
        get_filename_component(layer ${header} DIRECTORY)
        install(
            FILES ${PROJECT_SOURCE_DIR}/core/${header}
            DESTINATION ${NEURO_RELAY_INSTALL_INCLUDE}/${layer}
            COMPONENT development
        )
    endforeach()
endfunction()

relay_install_component(Protocol relay_protocol)
relay_install_component(Client relay_client)
relay_install_component(Server relay_server ${RELAY_SERVER_RESOURCES})

configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/NeuroRelayConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/NeuroRelayConfig.cmake
    INSTALL_DESTINATION ${NEURO_RELAY_INSTALL_CMAKE}
    NO_SET_AND_CHECK_MACRO
)
# Before 1.0 a new minor version may change what others use.
write_basic_package_version_file(
    ${CMAKE_CURRENT_BINARY_DIR}/NeuroRelayConfigVersion.cmake COMPATIBILITY SameMinorVersion
)
install(
    FILES ${CMAKE_CURRENT_BINARY_DIR}/NeuroRelayConfig.cmake
          ${CMAKE_CURRENT_BINARY_DIR}/NeuroRelayConfigVersion.cmake
    DESTINATION ${NEURO_RELAY_INSTALL_CMAKE}
    COMPONENT development
)

# The API documentation is made when it is installed, or by the target "docs". A warning is an error.
find_program(DOXYGEN_PROGRAM doxygen)
mark_as_advanced(DOXYGEN_PROGRAM)
if(DOXYGEN_PROGRAM)
    set(NEURO_RELAY_DOCS_FOLDER ${PROJECT_BINARY_DIR}/docs)
    set(NEURO_RELAY_DOCS_INPUT \"${PROJECT_SOURCE_DIR}/docs/library.md\")
    foreach(header IN LISTS relay_headers_Protocol relay_headers_Client relay_headers_Server)
        string(APPEND NEURO_RELAY_DOCS_INPUT " \"${PROJECT_SOURCE_DIR}/core/${header}\"")
    endforeach()
    configure_file(${PROJECT_SOURCE_DIR}/docs/Doxyfile.in ${NEURO_RELAY_DOCS_FOLDER}/Doxyfile @ONLY)
    set(make_docs ${DOXYGEN_PROGRAM} ${NEURO_RELAY_DOCS_FOLDER}/Doxyfile)
    add_custom_target(docs COMMAND ${make_docs} COMMENT "Making the API documentation" VERBATIM)
    install(CODE "execute_process(COMMAND ${make_docs} COMMAND_ERROR_IS_FATAL ANY)" COMPONENT development)
    install(
        DIRECTORY ${NEURO_RELAY_DOCS_FOLDER}/html/
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/neuro-relay-library
        COMPONENT development
    )
else()
    message(STATUS "No doxygen: the library is installed without its API documentation")
endif()
