// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/authorship.h"

#include <algorithm>

namespace docket::review {

const AuthorRun *Authorship::at(int line) const
{
    const auto after = std::ranges::upper_bound(m_runs, line, {}, &AuthorRun::firstLine);
    if (after == m_runs.begin())
        return nullptr;
    const AuthorRun &run = *std::prev(after);
    return line < run.firstLine + run.lineCount ? &run : nullptr;
}

} // namespace docket::review
