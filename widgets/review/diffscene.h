// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/document.h"
#include "diff/rowmodel.h"
#include "review/comment.h"
#include "review/readledger.h"
#include "widgets/review/commentbox.h"
#include "widgets/review/surfacegeometry.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace docket {

/** A place in the text of one side. */
struct TextPlace
{
    int file = -1;
    diff::Side side = diff::Side::Right;
    int line = -1;
    int byte = 0;

    bool isValid() const { return file >= 0 && line >= 0; }
    bool operator==(const TextPlace &) const = default;
};

/** A row of the surface. */
struct RowPlace
{
    int file = -1;
    int row = -1;

    bool isValid() const { return file >= 0; }
    auto operator<=>(const RowPlace &) const = default;
};

/**
 * What the surface shows and where: the change, how each file is unfolded, the comments that hang between its rows. No
 * widget, no painting, nothing of the review is kept: comments and read marks are handed in. A change of mode marks
 * files as stale; they are laid out when they come into view, or some at a time by refreshSome(), so that no step grows
 * with the change. GUI thread.
 */
class DiffScene
{
public:
    struct Style
    {
        SurfaceGeometry::Metrics metrics;
        int foldExtra = 8;     ///< by which a fold is higher than a row
        int wrapCells = 0;     ///< cells of one wrapped line; 0: lines are not wrapped
        int commentWidth = 600;
        QFont commentFont;
        bool operator==(const Style &) const = default;
    };

    void setStyle(const Style &style);
    const Style &style() const { return m_style; }

    void begin(std::vector<diff::FileEntry> entries);
    void setFile(int file, diff::FileDiffPtr diff);
    void setMoves(diff::MoveMapPtr moves);
    void setMode(diff::ViewMode mode);
    diff::ViewMode mode() const { return m_mode; }
    void setContext(int lines, bool wholeFiles);
    void setComments(const QList<review::Comment> &comments, const QHash<CommentId, CommentOrigin> &origins = {});
    const QList<review::Comment> &comments() const { return m_comments; }
    /** Whether changed pictures have room below their note; each file's is `height` pixels high. */
    void setShowsPictures(bool show);
    void setPictureHeight(int file, int height);
    int pictureHeight(int file) const { return m_state[size_t(file)].pictureHeight; }
    /** The row that the file's picture hangs below; not valid if it shows none. */
    RowPlace pictureRow(int file) const;
    /** What was read of this document. A file that has been read closes, but `keepOpen`. */
    void setLedger(const review::ReadLedger &ledger, int keepOpen = -1);
    const review::ReadLedger &ledger() const { return m_ledger; }
    /** Room of `height` pixels below the line, for the editor that lies there; nothing: no room. */
    void setDraft(const std::optional<review::CommentAnchor> &anchor, int height);

    const diff::DiffDocument &document() const { return m_document; }
    const diff::FileDiffPtr &file(int file) const { return m_document.file(file); }
    int fileCount() const { return m_document.fileCount(); }
    const SurfaceGeometry &geometry() const { return m_geometry; }
    const diff::RowModel &rows() const { return m_rows; }
    int rowCount(int file) const { return int(m_rows.rows(file).size()); }
    const diff::Row &row(RowPlace place) const { return m_rows.rows(place.file)[size_t(place.row)]; }
    bool isViewed(int file) const { return m_state[size_t(file)].viewed; }
    bool isCollapsed(int file) const { return m_state[size_t(file)].collapsed; }
    /** The hunk or head that the row belongs to: of a fold that of the change below it. Not valid where none is near.
     */
    review::ReadPlace readPlaceAt(RowPlace place) const;
    /** True for the row that carries the hunk's mark: its first changed one. */
    bool startsHunk(RowPlace place) const;
    bool isWholeFile(int file) const { return m_state[size_t(file)].wholeFile; }
    /** Most cells that a line of the file may take. */
    int widestLine(int file) const { return std::max(0, m_state[size_t(file)].widest); }
    /** Greatest line number of all files, for the width of the gutter. */
    int greatestLineNumber() const { return m_greatestLine; }

    void setCollapsed(int file, bool collapsed);
    void setWholeFile(int file, bool whole);
    /** Shows lines of a fold: `fromTop` below what is above it, `fromBottom` above what is below. Negative: all of it.
     */
    void expand(RowPlace fold, int fromTop, int fromBottom);
    /** Unfolds whatever hides lines of [first, last]. */
    void revealLines(int file, diff::Side side, int first, int last);
    /** Unfolds whatever hides the line. */
    void reveal(const TextPlace &place);

    /** Changes whenever rows were laid out anew. */
    quint64 revision() const { return m_revision; }
    bool isStale(int file) const { return m_state[size_t(file)].stale; }
    /** Lays the file out if it is stale; true if it was. */
    bool refresh(int file);
    /** Lays out stale files until `budgetMs` are used up; false when none is left. */
    bool refreshSome(int budgetMs);

    /** Line of the side in that row; -1 if there is none. */
    int lineAt(RowPlace place, diff::Side side) const;
    /** The side that a row shows, given which one is wished: in unified mode, and where one half is empty, there is no
     * choice. */
    diff::Side sideAt(RowPlace place, diff::Side wish) const;
    /** The row of the line, or of the fold or header that hides it. */
    RowPlace rowOf(int file, diff::Side side, int line) const;
    QByteArrayView lineText(int file, diff::Side side, int line) const;
    /** Wrapped lines of the row; 1 if lines are not wrapped. */
    int wrappedLines(RowPlace place) const;
    /** The threads that hang below the row, in order; `top` is relative to the row's. */
    struct Hanging
    {
        const CommentBox *box = nullptr; ///< null for the room of the draft or of a picture
        int top = 0;
        int height = 0;
        diff::Side side = diff::Side::Right;
        bool isPicture = false;
    };
    std::vector<Hanging> hangingAt(RowPlace place) const;
    std::vector<Hanging> hangingAtTop() const; ///< comments on the review as a whole, above the first file
    int threadCount(int file) const;
    /** Height of the text part of a row, without what hangs below it. */
    int bandHeight(RowPlace place) const;
    /** Next (1) or previous (-1) row that comments hang at; not valid if there is none. */
    RowPlace nextCommented(RowPlace from, int step) const;

private:
    enum Room : int { Draft = -1, PictureRoom = -2 };
    struct State
    {
        bool collapsed = false;
        bool viewed = false;
        bool wholeFile = false;
        bool stale = true;
        int widest = -1; ///< not measured yet
        std::vector<diff::Expansion> expansions;
        std::vector<int> boxes; ///< indices of m_boxes
        std::vector<std::pair<int, int>>
            hanging; ///< row and box (or Draft, PictureRoom), in order; as of the last layOut()
        int pictureHeight = 220;
    };

    void markAllStale();
    void layOut(int file);
    void measure(int file);
    void layOutTop();
    void placeBoxes();
    int bandOf(const diff::Row &row, int file) const;
    int wrappedLinesOf(const diff::Row &row, int file) const;
    void hang(int file);
    int roomHeight(int file, int box) const;
    RowPlace anchorRow(int file, const review::CommentAnchor &anchor) const;

    Style m_style;
    mutable QHash<quint64, int> m_longLines; ///< pieces of wrapped lines of kilobytes, by file, side and line
    diff::DiffDocument m_document;
    diff::RowModel m_rows;
    SurfaceGeometry m_geometry;
    std::vector<State> m_state;
    diff::ViewMode m_mode = diff::ViewMode::SideBySide;
    int m_context = 3;
    bool m_wholeFiles = false;
    int m_greatestLine = 99;
    int m_refreshFrom = 0;
    quint64 m_revision = 0;
    QList<review::Comment> m_comments;
    review::ReadLedger m_ledger;
    std::vector<std::unique_ptr<CommentBox>> m_boxes;
    std::vector<int> m_topBoxes;
    std::optional<review::CommentAnchor> m_draft;
    int m_draftFile = -1; ///< -1 with a draft: the review as a whole
    int m_draftHeight = 0;
    bool m_showsPictures = false;
};

} // namespace docket
