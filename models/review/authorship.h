// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"

#include <QDateTime>
#include <QList>

#include <memory>

namespace docket::review {

/** Lines of one file that one commit left as they are. */
struct AuthorRun
{
    int firstLine = 0; ///< from 0
    int lineCount = 0;
    ObjectId commit;
    QString author;
    QDateTime when;
    QString summary;   ///< first line of the message

    bool operator==(const AuthorRun &) const = default;
};

/** Who wrote which line of one version of one file; immutable, shared. */
class Authorship
{
public:
    /** `runs` in order of lines. */
    explicit Authorship(QList<AuthorRun> runs) : m_runs(std::move(runs)) {}

    /** Null where nothing is known. O(log n). */
    const AuthorRun *at(int line) const;
    const QList<AuthorRun> &runs() const { return m_runs; }

private:
    QList<AuthorRun> m_runs;
};

using AuthorshipPtr = std::shared_ptr<const Authorship>;

} // namespace docket::review
