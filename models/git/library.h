// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
 * Keeps libgit2 initialised while it lives. The composition root (or a test's main) makes exactly one before any
 * other name of this room is used and destroys it after the last pool thread has ended. The options are process-wide.
 */
class Library
{
public:
    explicit Library(const LibraryOptions &options = {});
    ~Library();
    Library(const Library &) = delete;
    Library &operator=(const Library &) = delete;

    bool isReady() const { return m_ready; }
    /** Version of the library that runs, e.g. "1.9.0". */
    static QString version();

private:
    bool m_ready = false;
};

} // namespace docket::git
