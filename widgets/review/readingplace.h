// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/fileentry.h"
#include "widgets/review/diffview.h"

#include <optional>
#include <vector>

namespace docket {

/**
 * Where somebody reads, kept while the files are listed anew: the same line at the same height of the window, once its
 * file is there again. A value; the view's thread.
 */
class ReadingPlace
{
public:
    /** Nothing for one who has not begun to read, or whose file is not among `entries`. */
    static std::optional<ReadingPlace> of(const DiffView &view, const std::vector<diff::FileEntry> &entries);

    /** Its file, by number in the new list. */
    int file() const { return m_caret.file; }
    /** When that file's diff is in the view. Whoever has gone on meanwhile is left where they are. */
    void restore(DiffView &view) const;

private:
    TextPlace m_caret;
    qint64 m_top = 0; ///< of its row, from the upper edge of what is seen; pixels
};

} // namespace docket
