// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/readingplace.h"

#include <QScrollBar>

#include <algorithm>

namespace docket {

namespace {

bool atTheStart(const DiffView &view)
{
    return view.caretRow() == RowPlace{0, 0} && view.verticalScrollBar()->value() == 0;
}

bool isSame(const diff::FileVersion &a, const diff::FileVersion &b)
{
    return a.path == b.path && a.blob == b.blob && a.mode == b.mode;
}

} // namespace

std::optional<ReadingPlace> ReadingPlace::of(const DiffView &view, const std::vector<diff::FileEntry> &entries)
{
    const RowPlace row = view.caretRow();
    if (!row.isValid() || row.file >= view.scene().fileCount() || atTheStart(view))
        return std::nullopt;
    const diff::FileEntry &read = view.scene().document().entry(row.file);
    const auto found = std::ranges::find_if(entries, [&](const diff::FileEntry &entry) {
        return isSame(entry.before, read.before) && isSame(entry.after, read.after);
    });
    if (found == entries.end())
        return std::nullopt;
    ReadingPlace place;
    place.m_caret = view.caret();
    place.m_caret.file = int(found - entries.begin());
    place.m_top = view.scene().geometry().rowTop(row.file, row.row) - view.verticalScrollBar()->value();
    return place;
}

void ReadingPlace::restore(DiffView &view) const
{
    if (!atTheStart(view))
        return;
    view.goTo(m_caret);
    const RowPlace row = view.caretRow();
    view.verticalScrollBar()->setValue(int(view.scene().geometry().rowTop(row.file, row.row) - m_top));
}

} // namespace docket
