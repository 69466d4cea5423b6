// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/comment.h"

#include <QList>

#include <optional>

namespace docket::review {

/** A person had this snapshot on screen; `at` is the last time. */
struct Look
{
    ObjectId snapshot; ///< commit
    QDateTime at;      ///< UTC

    bool operator==(const Look &) const = default;
};

/** What is kept of one person at one task beside comments and read marks. */
struct ReviewMemory
{
    QList<Look> looks;            ///< oldest first
    std::optional<Comment> draft; ///< a comment in writing, as far as it came; with an id: the change of that comment

    bool operator==(const ReviewMemory &) const = default;
};

} // namespace docket::review
