// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffpainter.h"
#include "widgets/review/diffscene.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>

namespace docket {

class AuthorColumn;
class OverviewRuler;
class PictureRows;
class SourceLookup;

/**
 * What of the change is painted where: rows of all files under one scroll bar, fonts, colours and columns, and which
 * files and colours are wanted next. Every step costs what can be seen, not what there is: files are laid out when they
 * come into view, long lines are painted where the window is. It knows no commands; DiffView is what a reader uses.
 */
class DiffSurface : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Mode : quint8 { Automatic, SideBySide, Unified };
    Q_ENUM(Mode)

    explicit DiffSurface(QWidget *parent = nullptr);
    ~DiffSurface() override;

    void setFile(int file, diff::FileDiffPtr diff);
    void setMoves(diff::MoveMapPtr moves);
    void setComments(const QList<review::Comment> &comments, const QHash<CommentId, CommentOrigin> &origins = {});
    /** May be null; must outlive the view or be taken away. */
    void setHighlighter(highlight::Highlighter *highlighter);
    /**
     * For pictures and authors; may be null. `base`: the commit of the left side. Must outlive the view or be taken
     * away.
     */
    void setLookup(SourceLookup *lookup, const QString &repository, const ObjectId &base);
    /** Shown in the middle while there is no file. */
    void setEmptyText(const QString &text);

    const DiffScene &scene() const { return m_scene; }
    const ThemeColors &theme() const { return m_painter.theme(); }
    Mode mode() const { return m_mode; }
    bool isUnified() const { return m_scene.mode() == diff::ViewMode::Unified; }
    bool showsBlanks() const { return m_state.showBlanks; }
    bool wraps() const { return m_wrap; }
    bool showsWholeFiles() const { return m_wholeFiles; }
    int zoom() const { return m_zoom; }
    /** Rows that can be seen, top to bottom, in words; for tests and for pictures in text. */
    QString visibleText() const;
    /** Where a place is painted, in the viewport's coordinates; empty if it cannot be seen. */
    QRect placeRect(const TextPlace &place) const;
    QRect rowRect(RowPlace row) const;
    PictureRows *pictures() const { return m_pictures; }
    AuthorColumn *authors() const { return m_authors; }

public Q_SLOTS:
    void setMode(docket::DiffSurface::Mode mode);
    void toggleMode();
    void setShowBlanks(bool show);
    void setWrap(bool wrap);
    void setWholeFiles(bool whole);
    void setContextLines(int lines);
    void setZoom(int zoom);

Q_SIGNALS:
    void modeChanged();
    void zoomChanged();
    void currentFileChanged(int file);
    /** Files on screen and near it, most wanted first. */
    void filesWanted(const QList<int> &files);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

    /** Rows are others or elsewhere: what is kept of them is found again. */
    virtual void remapCaret() {}
    /** Widgets that lie on the surface go where their rows are. */
    virtual void placeEditor();
    /** True while a widget lies on the surface that cannot be moved with the pixels below it. */
    virtual bool hasEditor() const { return false; }

    void rebuildFonts();
    void applyStyle();
    void updateColumns();
    void updateScrollBars();
    bool freshenVisible();
    /** Runs a change of the scene so that what the reader looks at stays where it is on the screen. */
    void keepPlace(const std::function<void()> &change);
    void sceneChanged();
    void scheduleRefresh();
    qint64 scrollY() const;
    int stripHeight() const;
    int stickyFile() const;
    /** Where the caret is, as long as it can be seen; else the file at the top. */
    int fileInHand() const;
    QRect stickyRect(int file) const;
    void ensureRowVisible(RowPlace row, bool center);

    DiffScene m_scene;
    DiffPainter m_painter;
    PaintState m_state;
    OverviewRuler *m_ruler = nullptr;
    PictureRows *m_pictures = nullptr;
    AuthorColumn *m_authors = nullptr;
    QTimer m_publishTimer;
    QList<int> m_wanted;
    int m_currentFile = -1;
    bool m_wrap = false;

private:
    void rebuildTheme();
    void layoutViewport();
    void refreshStep();
    void refresh(int budgetMs);
    void publishVisible();
    void updateLines(const QByteArray &highlightKey, int firstLine, int lineCount);
    void paintRows(QPainter &painter, const QRect &rect);
    void paintStrip(QPainter &painter);

    highlight::Highlighter *m_highlighter = nullptr;
    QString m_emptyText;
    QTimer m_refreshTimer;
    Mode m_mode = Mode::Automatic;
    bool m_wholeFiles = false;
    int m_context = 3;
    int m_zoom = 0;
    bool m_isScrolling = false;
    bool m_hasPainted = false; ///< rows, for the first time
};

} // namespace docket
