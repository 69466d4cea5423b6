// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffscene.h"
#include "widgets/review/linepainter.h"
#include "widgets/review/surfacecolumns.h"

#include <QCache>
#include <QRect>

#include <functional>
#include <optional>

class QPainter;

namespace docket::highlight {
class Highlighter;
}

namespace docket {

/** Parts of a file's header and of a fold that can be clicked. */
struct HeaderParts
{
    QRect chevron, name, counts, comment, viewed;
};
struct FoldParts
{
    QRect above, below, all; ///< show lines above the next change; below the last one; everything
};

/** What of the moment decides on the look. */
struct PaintState
{
    SurfaceColumns columns;
    int scrollX = 0;
    bool focused = false;
    bool showBlanks = false;
    RowPlace caretRow;
    TextPlace caret;
    struct Selection
    {
        RowPlace first, last; ///< in reading order; both ends belong to it
        int firstByte = 0;
        int lastByte = 0;
        diff::Side side = diff::Side::Right; ///< side by side: the one half it is in
        bool isEmpty() const { return !first.isValid() || (first == last && firstByte == lastByte); }
    } selection;
    std::optional<QPointF> pointer;
    QRect exposed; ///< what is to be painted; what lies outside may be left out
    /** Those that touch `visible`: a line of megabytes may have ten thousands. */
    std::function<void(int file, diff::Side side, int line, diff::Span visible, std::vector<Backdrop> &out)> hits;
    std::function<void(QPainter &painter, RowPlace place, const QRect &rect)>
        authors; ///< paints SurfaceColumns::authors of a line
};

/** Draws rows of a scene. Holds only caches with limits; what it draws comes in. GUI thread. */
class DiffPainter
{
    Q_DECLARE_TR_FUNCTIONS(docket::DiffPainter)

public:
    explicit DiffPainter(DiffScene &scene);

    void setFont(const CellFont &font, const QFont &uiFont);
    void setTheme(const ThemeColors &theme);
    void setHighlighter(const highlight::Highlighter *highlighter) { m_highlighter = highlighter; }
    const CellFont &font() const { return m_lines.font(); }
    const ThemeColors &theme() const { return m_lines.theme(); }
    const QFont &uiFont() const { return m_uiFont; }
    const QFont &smallFont() const { return m_uiSmall; }
    /** To call when the document changes. */
    void clear();

    /** `top`: of the row, in the painter's coordinates. */
    void paintRow(QPainter &painter, RowPlace place, int top, int height, const PaintState &state);
    void paintHeader(QPainter &painter, int file, const QRect &rect, const PaintState &state, bool floating);
    void paintHanging(QPainter &painter, const std::vector<DiffScene::Hanging> &hanging, int top,
                      const PaintState &state);

    HeaderParts headerParts(int file, const QRect &rect) const;
    FoldParts foldParts(RowPlace place, const QRect &rect, const SurfaceColumns &columns) const;
    /** The cells of a line; those of long lines are kept. */
    const LineCells &cells(int file, diff::Side side, int line);
    /** The box that says whether the hunk was read, in the row that starts it; null elsewhere. */
    QRect readMarkRect(RowPlace place, const QRect &rect) const;
    /** Says where a moved block came from or went to. */
    struct MoveLabel
    {
        QString text;
        QRectF pill; ///< null: this row has none
    };
    /** The label of the row with the band `rect`: in the first row of the block that has room for it behind its text.
     */
    MoveLabel moveLabel(RowPlace place, diff::Side side, const QRect &rect, const PaintState &state) const;
    /** Right edge of a line's text; far away for one that is very long or wrapped. */
    int textEnd(int file, diff::Side side, int line, const PaintState &state) const;
    /** Left edge of a comment box. */
    int hangingLeft(diff::Side side, const SurfaceColumns &columns) const;
    static QByteArray highlightKey(const diff::FileEntry &entry, diff::Side side);

private:
    static constexpr int KeptCells = 4096; ///< bytes above which the cells of a line are kept

    struct Key
    {
        int file, left, right;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &k, size_t seed = 0) { return qHashMulti(seed, k.file, k.left, k.right); }
    };

    void paintFold(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state);
    void paintNote(QPainter &painter, const QString &text, const QRect &rect, Tone tone, int left);
    void paintLine(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state);
    void paintSide(QPainter &painter, RowPlace place, diff::Side side, const QRect &rect, const PaintState &state);
    void paintGutter(QPainter &painter, RowPlace place, diff::Side side, const QRect &rect, const PaintState &state,
                     ThemeColors::RowTint tint);
    void paintReadMark(QPainter &painter, RowPlace place, const QRect &rect, const PaintState &state);
    void paintCheck(QPainter &painter, const QRectF &box, const QColor &color);
    ThemeColors::RowTint tintAt(RowPlace place, diff::Side side) const;
    int gutterWidth(const SurfaceColumns::Half &half) const;
    QString viewedText(int file) const;
    void paintMoveLabel(QPainter &painter, const MoveLabel &label, bool hovered);
    void addMoveMarks(RowPlace place, diff::Side side);
    void collectBackdrops(RowPlace place, diff::Side side, ThemeColors::RowTint tint, diff::Span visible,
                          const PaintState &state);
    void addSelection(RowPlace place, diff::Side side, int length, const PaintState &state);
    void paintCaret(QPainter &painter, const LineCells &cells, const QRect &rect, const PaintState &state);
    highlight::SpanBlockPtr styles(int file, diff::Side side, int line);
    const diff::LineSpans &spans(int file, int left, int right);
    QString enclosing(RowPlace fold);

    DiffScene &m_scene;
    LinePainter m_lines;
    QFont m_uiFont;
    QFont m_uiBold;
    QFont m_uiSmall;
    const highlight::Highlighter *m_highlighter = nullptr;
    QCache<Key, diff::LineSpans> m_spans{4000};
    QCache<Key, std::vector<diff::Span>> m_moveSpans{2000};
    QCache<Key, LineCells> m_longCells{64};
    QCache<Key, QString> m_enclosing{1000};
    std::vector<Backdrop> m_backdrops;
    std::optional<LineCells> m_cells;
    int m_keyFile = -1; // m_keys belong to this file
    QByteArray m_keys[2];
};

} // namespace docket
