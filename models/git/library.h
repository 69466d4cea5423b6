// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QString>

namespace docket::git {

struct LibraryOptions
{
    /** No configuration and no attributes from the system or the home folder are read (tests, demo). */
    bool hermetic = false;
    /** Refuse repositories that belong to another user unless `safe.directory` names them, as git does. */
    bool ownerValidation = true;
};

/**
 * Loads libgit2 and keeps it initialised while it lives. The composition root (or a test's main) makes exactly one
 * before any other name of this room is used and destroys it after the last pool thread has ended. The options are
 * process-wide.
 */
class Library
{
public:
    explicit Library(const LibraryOptions &options = {});
    ~Library();
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    /** What is missing; nothing else of this room may be used then. */
    const Result<void> &state() const { return m_state; }
    /** Version of the library that runs, e.g. "1.9.0". */
    static QString version();

private:
    Result<void> m_state;
};

} // namespace docket::git
