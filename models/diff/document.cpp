// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/document.h"

namespace docket::diff {

DiffDocument::DiffDocument(std::vector<FileEntry> entries)
    : m_entries(std::move(entries))
    , m_files(m_entries.size())
{
    m_totals.files = int(m_entries.size());
}

int DiffDocument::indexOf(const QByteArray &path) const
{
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].after.exists() && m_entries[i].after.path == path)
            return int(i);
    }
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].before.exists() && m_entries[i].before.path == path)
            return int(i);
    }
    return -1;
}

void DiffDocument::setFile(int index, FileDiffPtr diff)
{
    FileDiffPtr &slot = m_files[size_t(index)];
    const auto count = [this](const FileDiffPtr &file, int sign) {
        if (!file || file->isPart())
            return;
        m_totals.filesReady += sign;
        m_totals.addedLines += sign * file->addedLines();
        m_totals.removedLines += sign * file->removedLines();
    };
    count(slot, -1);
    slot = std::move(diff);
    count(slot, 1);
    if (slot)
        m_entries[size_t(index)] = slot->entry(); // kind and flags are known only once the text was read
}

} // namespace docket::diff
