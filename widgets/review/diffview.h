// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "widgets/review/diffpainter.h"
#include "widgets/review/diffscene.h"
#include "widgets/review/diffsearch.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>
#include <optional>

class QHelpEvent;

namespace docket {

class AuthorColumn;
class CommentEditor;
class DiffActions;
class OverviewRuler;
class PictureRows;
class SourceLookup;

/**
 * The change as one painted surface: all files, side by side or unified, under one scroll bar. It shows what it is given and says by
 * signals what the reader wants; comments and read marks come back through setComments() and setViewed(). Every step costs what can
 * be seen, not what there is: files are laid out when they come into view, long lines are painted where the window is.
 */
class DiffView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Mode : quint8 { Automatic, SideBySide, Unified };
    Q_ENUM(Mode)

    /** What leads out of the surface; done by who holds the view. */
    enum class Errand : quint8 { GoTo, Definition, CopyPath, CopyLink, OpenEditor, ExportPatch, ExportHtml };
    Q_ENUM(Errand)

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    void begin(std::vector<diff::FileEntry> entries);
    void setFile(int file, diff::FileDiffPtr diff);
    void setMoves(diff::MoveMapPtr moves);
    void setComments(const QList<review::Comment> &comments);
    void setViewed(const QSet<QByteArray> &fileKeys);
    /** May be null; must outlive the view or be taken away. */
    void setHighlighter(highlight::Highlighter *highlighter);
    /** For pictures and authors; may be null. `base`: the commit of the left side. Must outlive the view or be taken away. */
    void setLookup(SourceLookup *lookup, const QString &repository, const ObjectId &base);
    void setHighContrast(bool high);
    /** Shown in the middle while there is no file. */
    void setEmptyText(const QString &text);

    const DiffScene &scene() const { return m_scene; }
    DiffActions *actionList() const { return m_actions; }
    DiffSearch *search() const { return m_search; }
    const ThemeColors &theme() const { return m_painter.theme(); }

    Mode mode() const { return m_mode; }
    bool isUnified() const { return m_scene.mode() == diff::ViewMode::Unified; }
    bool showsBlanks() const { return m_state.showBlanks; }
    bool wraps() const { return m_wrap; }
    bool showsAuthors() const;
    bool showsWholeFiles() const { return m_wholeFiles; }
    int zoom() const { return m_zoom; }
    /** Index of the hit that nextHit() went to; -1 before. */
    int currentHit() const { return m_currentHit; }
    RowPlace caretRow() const { return m_state.caretRow; }
    TextPlace caret() const { return m_state.caret; }
    /** The name that the caret touches, or the selected one; empty if there is none. */
    QString wordAtCaret() const;
    /** Text of the selection, lines joined by LF, without numbers and signs. */
    QString selectedText() const;
    /** Rows that can be seen, top to bottom, in words; for tests and for pictures in text. */
    QString visibleText() const;
    /** Where a place is painted, in the viewport's coordinates; empty if it cannot be seen. */
    QRect placeRect(const TextPlace &place) const;
    QRect rowRect(RowPlace row) const;
    CommentEditor *editor() const { return m_editor; }
    PictureRows *pictures() const { return m_pictures; }
    AuthorColumn *authors() const { return m_authors; }

public Q_SLOTS:
    void setMode(docket::DiffView::Mode mode);
    void toggleMode();
    void setShowBlanks(bool show);
    void setWrap(bool wrap);
    void setWholeFiles(bool whole);
    void setShowAuthors(bool show);
    void setContextLines(int lines);
    void setZoom(int zoom);

    void goTo(const docket::TextPlace &place);
    void goToFile(int file);
    void nextChange(int step);
    void nextFile(int step);
    void nextComment(int step);
    void nextHit(int step);
    void moveRows(int rows, bool select = false);
    void otherSide();
    void toggleFold();
    void expandLines(int step);
    void expandFunction();
    void foldAgain();
    void tellAuthor();
    void toggleViewed();
    void followMove();
    void lookAtPicture();
    void copy();
    void selectAll();

    void writeComment();
    void writeFileComment(int file);
    void writeReviewComment();
    void replyToComment();
    void editComment();
    void resolveComment();
    void removeComment();

Q_SIGNALS:
    void modeChanged();
    void zoomChanged();
    void currentFileChanged(int file);
    /** Files on screen and near it, most wanted first. */
    void filesWanted(const QList<int> &files);
    void viewedToggled(int file, bool viewed);
    /** New where its id is invalid; else changed. */
    void commentSaved(const docket::review::Comment &comment);
    void commentDeleted(docket::CommentId comment);
    void findRequested();
    void errandRequested(docket::DiffView::Errand errand);
    void helpRequested();
    void lookupFailed(const docket::Error &error);
    void caretMoved();

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    friend class DiffAccessible;
    enum class Drag : quint8 { None, Text, Comment };
    struct Pointed
    {
        RowPlace row;
        diff::Side side = diff::Side::Right;
        int byte = 0;
        bool gutter = false;
        bool author = false; ///< in the column that tells who wrote the line
        bool hanging = false;
        QRect band; ///< of the row's text, viewport coordinates
    };

    // geometry and scrolling (diffview.cpp)
    void rebuildFonts();
    void rebuildTheme();
    void applyStyle();
    void updateColumns();
    void updateScrollBars();
    void layoutViewport();
    bool freshenVisible();
    void refreshStep();
    void scheduleRefresh();
    void publishVisible();
    void updateLines(const QByteArray &highlightKey, int firstLine, int lineCount);
    void keepPlace(const std::function<void()> &change);
    void sceneChanged();
    qint64 scrollY() const;
    int stripHeight() const;
    int stickyFile() const;
    QRect stickyRect(int file) const;
    void ensureRowVisible(RowPlace row, bool center);
    void paintRows(QPainter &painter, const QRect &rect);
    void paintStrip(QPainter &painter);
    void placeEditor();

    // caret, selection, pointer (diffviewinput.cpp, diffviewpointer.cpp)
    void setCaret(RowPlace row, diff::Side side, int byte, bool select, bool keepColumn = false);
    void remapCaret();
    void updateSelection();
    void clearSelection();
    void updateRow(RowPlace row);
    Pointed pointAt(QPoint position) const;
    void moveColumn(int step, bool word, bool select);
    void moveToEdge(bool end, bool whole, bool select);
    void hover(std::optional<QPointF> position);
    void autoScroll();
    QPoint dragBeyond() const;
    bool clickParts(const QMouseEvent *event);
    diff::Span wordAt(const TextPlace &place) const;
    void selectWord();
    RowPlace stepRow(RowPlace row, int step) const;
    RowPlace nearestFold(int step) const;

    // authors of the base (diffviewauthors.cpp)
    void updateAuthors(int file);
    bool authorToolTip(const QHelpEvent *event);

    // comments (diffviewcomments.cpp)
    void openEditor(const review::Comment &comment);
    void closeEditor();
    const CommentBox *boxAtCaret() const;
    bool clickHanging(const QMouseEvent *event);
    void runButton(const CommentBox::Hit &hit);
    std::optional<review::CommentAnchor> anchorAtSelection() const;

    DiffScene m_scene;
    DiffPainter m_painter;
    PaintState m_state;
    DiffActions *m_actions = nullptr;
    OverviewRuler *m_ruler = nullptr;
    DiffSearch *m_search = nullptr;
    PictureRows *m_pictures = nullptr;
    AuthorColumn *m_authors = nullptr;
    CommentEditor *m_editor = nullptr;
    highlight::Highlighter *m_highlighter = nullptr;
    review::CommentAnchor m_editorAnchor;
    QString m_emptyText;
    QTimer m_refreshTimer;
    QTimer m_publishTimer;
    QTimer m_autoScrollTimer;
    Mode m_mode = Mode::Automatic;
    bool m_wrap = false;
    bool m_wholeFiles = false;
    bool m_highContrast = false;
    int m_context = 3;
    int m_zoom = 0;
    int m_currentFile = -1;
    int m_currentHit = -1;
    int m_authorAsked = -1; ///< the file whose answer tellAuthor() waits for
    QList<int> m_wanted;
    // The other end of the selection; equal to the caret when nothing is selected.
    RowPlace m_anchorRow;
    TextPlace m_anchor;
    int m_wishedCell = 0;
    Drag m_drag = Drag::None;
    QPoint m_dragPosition;
    bool m_isScrolling = false;
};

} // namespace docket
