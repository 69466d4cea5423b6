// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/fileentry.h"
#include "diff/intraline.h"
#include "diff/linediff.h"
#include "diff/text.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace docket::diff {

struct DiffOptions
{
    LineOptions lines;
    bool pairLines = true;  ///< align changed lines by similarity; otherwise by position
    bool forceText = false; ///< show what git calls binary as text

    bool operator==(const DiffOptions &) const = default;
};

/** A removed and an added line that are the same line changed. Strictly increasing on both sides within an edit. */
struct LinePair
{
    qint32 left = 0;
    qint32 right = 0;

    bool operator==(const LinePair &) const = default;
};

/** Something about the file that no line shows. Each is a row, so that no change is without one. */
enum class NoteKind : quint8 {
    ModeChanged,       ///< modes in entry()
    TypeChanged,       ///< e.g. file to symlink
    Renamed,           ///< paths and similarity in entry()
    Copied,
    Binary,            ///< sizes and blobs in entry()
    EmptyFile,         ///< added or deleted without content
    SymlinkTarget,     ///< the lines are the targets
    SubmoduleCommit,   ///< the lines are the commits
    LfsPointer,        ///< the content itself is elsewhere
    LineEndsChanged,   ///< eol() of both sides; lines were compared without them
    BomAdded,
    BomRemoved,
    EncodingChanged,
    WhitespaceHidden,  ///< sides differ, but not under the chosen whitespace mode
    Approximate,       ///< the budget ran out; the diff is right but coarser
    NotRead,           ///< the text could not be read; `text` says why
    EditsOfBase,       ///< the branch's base moved here: edits that came with it are set apart
};

struct Note
{
    NoteKind kind = NoteKind::Binary;
    QString text; ///< only for NotRead

    bool operator==(const Note &) const = default;
};

/** Edits that are shown together, with the lines around them. */
struct Hunk
{
    qint32 firstEdit = 0;
    qint32 editCount = 0;
    qint32 leftStart = 0, leftCount = 0;   ///< context included
    qint32 rightStart = 0, rightCount = 0;

    bool operator==(const Hunk &) const = default;
};

/** Everything known about the change of one file. Immutable once made; share it by FileDiffPtr between threads. */
class FileDiff
{
public:
    const FileEntry &entry() const { return m_entry; }
    const DiffOptions &options() const { return m_options; }
    const TextSide &left() const { return *m_left; }
    const TextSide &right() const { return *m_right; }
    const TextSide &text(Side side) const { return side == Side::Left ? *m_left : *m_right; }
    const TextSide::Ptr &textPtr(Side side) const { return side == Side::Left ? m_left : m_right; }

    const std::vector<Edit> &edits() const { return m_edits; }
    /** Lines paired inside edit `index`. */
    std::span<const LinePair> pairs(int index) const;
    /** True if the options say that edit `index` does not count: it is shown, but it is no change to stop at and in no
     * hunk. */
    bool isIgnored(int index) const;
    /** True if edit `index` came with the base that the branch was moved to, not from the branch: shown, but no change
     * to stop at and in no hunk. */
    bool isFromBase(int index) const { return !m_fromBase.empty() && m_fromBase[size_t(index)]; }
    /** True if edit `index` is a change that a reader has to look at. */
    bool counts(int index) const { return !isFromBase(index) && !isIgnored(index); }
    const std::vector<Note> &notes() const { return m_notes; }
    bool approximate() const { return m_approximate; }
    /** True for the beginning of a large file only, shown while the rest is compared (see firstpart.h): counts, pairs
     * and notes are of that. The whole follows. */
    bool isPart() const { return m_part; }
    int addedLines() const { return m_added; }
    int removedLines() const { return m_removed; }

    /** The edit that holds the line, or the first one after it; edits().size() if none. */
    int editAtOrAfter(Side side, int line) const;
    bool isChanged(Side side, int line) const;
    /** The line of the other side that is paired with this one or equal to it; -1 if there is none. */
    int counterpart(Side side, int line) const;
    /** Edits grouped as `git diff -U<context>` groups them. */
    std::vector<Hunk> hunks(int contextLines = 3) const;

    /** The line that opens the scope around `line` (a function, class or section), found by indentation; -1 if none. */
    int enclosingLine(Side side, int line) const;
    /** The last line of the scope that `opener` opens, its closing line included; `opener` itself if nothing stands
     * deeper below it. */
    int scopeEnd(Side side, int opener) const;
    /** Marks inside a pair. Computed on each call; the view keeps what it draws. */
    LineSpans spans(int leftLine, int rightLine) const;

    /** Bytes held, for budgets. */
    qint64 memory() const;

private:
    friend class FileDiffBuilder;
    FileEntry m_entry;
    DiffOptions m_options;
    TextSide::Ptr m_left;
    TextSide::Ptr m_right;
    std::vector<Edit> m_edits;
    std::vector<quint32> m_pairStart; // m_edits.size() + 1
    std::vector<LinePair> m_pairs;
    std::vector<bool> m_fromBase; // a flag for each edit, or empty
    std::vector<Note> m_notes;
    int m_added = 0;
    int m_removed = 0;
    bool m_approximate = false;
    bool m_part = false;
};

using FileDiffPtr = std::shared_ptr<const FileDiff>;

/**
 * The whole pipeline for one file: decode, lines, edits, pairs, notes. `before` and `after` are blob contents (empty
 * for a side that does not exist); for symlinks the target, for submodules nothing. Null when cancelled. Pure; any
 * thread.
 */
FileDiffPtr computeFileDiff(const FileEntry &entry, QByteArray before, QByteArray after,
                            const DiffOptions &options = {}, const CancelToken &cancel = {});
/** What a file diff counts as equal: where all line ends of a file became others, they do not count. */
LineOptions linesComparedWith(LineOptions options, const TextSide &left, const TextSide &right);
/** The same diff with the edits that came with the branch's base set apart: a flag for each edit. */
FileDiffPtr withEditsOfBase(const FileDiff &file, std::vector<bool> fromBase);
/** The same diff, said to be a part of another one. */
FileDiffPtr asPart(const FileDiff &file);
/** A file whose text could not be read: one note with the reason. */
FileDiffPtr unreadableFileDiff(const FileEntry &entry, const QString &reason);

} // namespace docket::diff
