// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "highlight/highlighter.h"
#include "items/difffilesmodel.h"
#include "widgets/review/readingplace.h"
#include "widgets/review/reviewsession.h"

#include <QWidget>

class QSplitter;

namespace docket {

class DiffView;
class FileTreePanel;
class FindBar;
class RangeBanner;
class ReviewErrands;
class ReviewToolBar;
class SourceLookup;
class VerdictBar;

/** The review of one task: files, the change itself, its evidence and the verdict. Talks to the workbench and the
 * source of diffs alone. */
class ReviewPane : public QWidget
{
    Q_OBJECT

public:
    ReviewPane(Workbench &workbench, DiffSource &source, QWidget *parent = nullptr);
    ~ReviewPane() override;

    /** For pictures, authors, links and the like; may be null. Must outlive the pane. */
    void setLookup(SourceLookup *lookup);
    void showTask(TaskId task);
    /** For menus and the command palette; all have shortcuts that work while the change has the focus. */
    QList<QAction *> reviewActions() const;
    DiffView *view() const { return m_view; }
    ReviewSession *session() const { return m_session; }
    FileTreePanel *files() const { return m_files; }
    VerdictBar *verdicts() const { return m_verdicts; }
    FindBar *findBar() const { return m_find; }
    ReviewErrands *errands() const { return m_errands; }
    void showHelp();
    /** What of the task's change was not read, in a sentence; empty where all of it was. */
    QString unread(TaskId task) const;
    /** Shows the first of these files that is part of the change, as an agent calls them. False if none is. */
    bool goToFile(const QStringList &paths);
    /** Shows only what changed since the reader last looked at an earlier round, or all changes again. */
    void toggleSinceLook();

Q_SIGNALS:
    void failed(const docket::Error &error);
    void done(const QString &sentence);
    void logRequested(docket::EvidenceId evidence);
    void stepRequested(const QString &path, const QStringList &addedLines);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectSession();
    void connectView();
    void fillRanges();
    void updateState();
    void updateTotals();
    void updateViewed();
    void takeComments();
    void updateBanner();
    void noteLook();

    highlight::Highlighter m_highlighter;
    DiffFilesModel m_model;
    ReviewSession *m_session;
    DiffView *m_view;
    FileTreePanel *m_files;
    FindBar *m_find;
    std::optional<ReadingPlace> m_place; ///< to go back to, when the files were listed anew
    RangeBanner *m_banner;
    ReviewToolBar *m_bar;
    VerdictBar *m_verdicts;
    ReviewErrands *m_errands;
    SourceLookup *m_lookup = nullptr;
    QSplitter *m_splitter;
    QList<ReviewSession::Range> m_shownRanges;
};

} // namespace docket
