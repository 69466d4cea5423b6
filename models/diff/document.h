// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/filediff.h"
#include "diff/moves.h"

#include <vector>

namespace docket::diff {

struct DiffTotals
{
    int files = 0;
    int filesReady = 0;
    qint64 addedLines = 0;
    qint64 removedLines = 0;

    bool operator==(const DiffTotals &) const = default;
};

/**
 * The change as a whole: files in reading order, their diffs as they arrive. A plain value that one thread (the GUI's
 * controller) owns; what it holds is immutable and shared, so a copy is a cheap snapshot.
 */
class DiffDocument
{
public:
    DiffDocument() = default;
    explicit DiffDocument(std::vector<FileEntry> entries);

    int fileCount() const { return int(m_entries.size()); }
    const FileEntry &entry(int file) const { return m_entries[size_t(file)]; }
    const std::vector<FileEntry> &entries() const { return m_entries; }
    /** Null until it was computed. */
    const FileDiffPtr &file(int index) const { return m_files[size_t(index)]; }
    const std::vector<FileDiffPtr> &files() const { return m_files; }
    const MoveMapPtr &moves() const { return m_moves; }
    const DiffTotals &totals() const { return m_totals; }
    /** -1 if no file of the change has this path (new one first, then old one). */
    int indexOf(const QByteArray &path) const;

    void setFile(int index, FileDiffPtr diff);
    void setMoves(MoveMapPtr moves) { m_moves = std::move(moves); }

private:
    std::vector<FileEntry> m_entries;
    std::vector<FileDiffPtr> m_files;
    MoveMapPtr m_moves;
    DiffTotals m_totals;
};

} // namespace docket::diff
