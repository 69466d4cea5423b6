// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/comment.h"

#include <QString>

#include <vector>

namespace docket::review {

struct FeedbackInput
{
    QString summary;                ///< what the reviewer wrote beside the verdict; may be empty
    std::vector<Comment> comments;  ///< all of the review; resolved threads are left out
};

/**
 * The prompt of the next round, as Markdown: the summary, then each open thread with its place, its code and what was
 * said, musts first. Code stands in fences that its own text cannot close; control characters are taken out. Not
 * translated: an agent reads it.
 */
QString composeFeedback(const FeedbackInput &input);

/** Open threads, counted by severity; replies do not count. */
struct OpenComments
{
    int must = 0, should = 0, note = 0, question = 0;

    int total() const { return must + should + note + question; }
    bool operator==(const OpenComments &) const = default;
};
OpenComments countOpen(const std::vector<Comment> &comments);

} // namespace docket::review
