// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace docket::test {

/** While one lives, every write or sync of SQLite in this process fails with the given SQLite code, after `writes` that
 * succeed. */
class FailingDisk
{
public:
    /** Once, before the first connection is opened. */
    static void install();
    FailingDisk(int sqliteCode, int writes);
    ~FailingDisk();
    FailingDisk(const FailingDisk &) = delete;
    FailingDisk &operator=(const FailingDisk &) = delete;
};

} // namespace docket::test
