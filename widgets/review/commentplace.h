// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/comment.h"

namespace docket {

/**
 * Where a comment of any version stands in this one. The same blob: where it was. Else the place nearest to the old one where the same
 * lines (blanks at the ends left out) stand. If they are gone, the file as a whole: a comment is never dropped and never shown
 * beside code that it was not written about.
 */
review::CommentAnchor placedAnchor(const review::CommentAnchor &anchor, const diff::FileDiff &file);

} // namespace docket
