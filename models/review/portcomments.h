// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "diff/porting.h"
#include "review/comment.h"

#include <QHash>

#include <functional>
#include <vector>

namespace docket::review {

/** The version that comments are brought to. The caller answers from git; this room reads nothing itself. */
struct PortTarget
{
    /** The file at `path` in the base (Left) or head (Right) of the new version; not existing if it is gone. */
    std::function<diff::FileVersion(const QByteArray &path, diff::Side side)> versionAt;
    /** Content of a blob of either version. */
    std::function<Result<QByteArray>(const ObjectId &blob)> readBlob;
    /** Old path to new path, for files that were renamed between the versions. */
    QHash<QByteArray, QByteArray> renames = {};
    /** Files of the new change, where lost lines are looked for last. */
    std::vector<diff::FileEntry> changed = {};
};

struct PortedComment
{
    size_t index = 0;      ///< in the list that was given
    diff::PortFate fate = diff::PortFate::Same;
    CommentAnchor anchor; ///< in the new version; a lost place stands in the old one where that is shown, else on the
                          ///< file or the review

    bool operator==(const PortedComment &) const = default;
};

/**
 * Every comment in the new version: as many as went in, in the same order, none dropped. The comment itself keeps its
 * first anchor, so that the text it was written about can be shown beside what stands there now. A comment whose old
 * blob is gone is found by its snippet.
 */
std::vector<PortedComment> portComments(const std::vector<Comment> &comments, const PortTarget &target);

} // namespace docket::review
