// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "items/sourcelookup.h"
#include "widgets/review/diffview.h"
#include "widgets/review/reviewsession.h"

#include <QObject>

#include <functional>

namespace docket {

class DefinitionDialog;

/** What a reader sends for beside reading: another place, the definition of a name, a path or link, an editor, a file
 * of the change. GUI thread. */
class ReviewErrands : public QObject
{
    Q_OBJECT

public:
    /** Asks where to write; calls back with an absolute path, or not at all. */
    using FileChooser = std::function<void(QWidget *parent, const QString &title, const QString &proposed,
                                           const std::function<void(const QString &)> &chosen)>;

    ReviewErrands(ReviewSession &session, DiffView &view, QObject *parent);

    /** May be null: what needs it then says so. */
    void setLookup(SourceLookup *lookup);
    void setFileChooser(FileChooser chooser) { m_chooseFile = std::move(chooser); }
    void run(DiffView::Errand errand);

Q_SIGNALS:
    void done(const QString &sentence);
    void failed(const docket::Error &error);

private:
    /** The caret's place as git names it; the path alone where the caret is on no line. */
    SourcePlace placeAtCaret() const;
    QString worktree(const SourcePlace &place) const;
    void goTo();
    void findDefinition();
    void showDefinitions(const QByteArray &name, const QList<review::Definition> &found);
    void goToDefinition(const review::Definition &definition);
    SourcePlace placeOf(const review::Definition &definition) const;
    void copyPath();
    void copyLink();
    void openEditor(const SourcePlace &place);
    void exportChange(bool html);
    void put(const QString &text, const QString &said);

    ReviewSession &m_session;
    DiffView &m_view;
    SourceLookup *m_lookup = nullptr;
    FileChooser m_chooseFile;
    CancelToken m_definition;
};

} // namespace docket
