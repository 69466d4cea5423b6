// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/reviewerrands.h"

#include "widgets/review/definitiondialog.h"
#include "widgets/review/gotodialog.h"
#include "widgets/review/rowtext.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace docket {

using diff::Side;
using Errand = DiffView::Errand;

namespace {

void askDesktop(QWidget *parent, const QString &title, const QString &proposed,
                const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(proposed);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

Error nothingToAsk()
{
    return {ErrorCode::Refused, u"This window shows a change without its repository."_s, {}};
}

} // namespace

ReviewErrands::ReviewErrands(ReviewSession &session, DiffView &view, QObject *parent)
    : QObject(parent), m_session(session), m_view(view), m_chooseFile(askDesktop)
{
    connect(&view, &DiffView::errandRequested, this, &ReviewErrands::run);
}

void ReviewErrands::setLookup(SourceLookup *lookup)
{
    m_lookup = lookup;
}

void ReviewErrands::run(Errand errand)
{
    if (m_view.scene().fileCount() == 0)
        return;
    if (errand == Errand::GoTo)
        return goTo();
    if (errand == Errand::CopyPath)
        return copyPath();
    if (!m_lookup) {
        Q_EMIT failed(nothingToAsk());
        return;
    }
    switch (errand) {
    case Errand::Definition: return findDefinition();
    case Errand::CopyLink: return copyLink();
    case Errand::OpenEditor: return openEditor(placeAtCaret());
    case Errand::ExportPatch: return exportChange(false);
    case Errand::ExportHtml: return exportChange(true);
    case Errand::GoTo:
    case Errand::CopyPath: return;
    }
}

SourcePlace ReviewErrands::placeAtCaret() const
{
    const TextPlace caret = m_view.caret();
    const int file = m_view.caretRow().file;
    SourcePlace place;
    if (file < 0 || file >= m_view.scene().fileCount())
        return place;
    const diff::FileEntry &entry = m_view.scene().document().entry(file);
    const bool left = !entry.after.exists() || (caret.isValid() && caret.side == Side::Left && entry.before.exists());
    const diff::FileVersion &version = left ? entry.before : entry.after;
    place.repository = m_session.repository();
    place.commit = left ? m_session.range().from : m_session.range().to;
    place.path = version.path;
    place.blob = version.blob;
    place.line = caret.isValid() ? caret.line : -1;
    return place;
}

/** The attempt's own folder, for what its newest round left; every other version is read from git. */
QString ReviewErrands::worktree(const SourcePlace &place) const
{
    const Attempt *attempt = m_session.record() ? m_session.record()->currentAttempt() : nullptr;
    const auto ranges = m_session.ranges();
    const bool newest = !ranges.isEmpty() && place.commit == ranges.constFirst().to;
    return attempt && !attempt->worktreeRemoved && newest ? attempt->worktree : QString();
}

void ReviewErrands::goTo()
{
    auto *dialog = new GoToDialog(m_view.scene().document(), m_view.caretRow().file, &m_view);
    connect(dialog, &GoToDialog::chosen, this, [this](int file, int line) {
        const Side side = m_view.scene().document().entry(file).after.exists() ? Side::Right : Side::Left;
        const diff::FileDiffPtr &diff = m_view.scene().file(file);
        if (line >= 0 && diff && diff->text(side).lineCount() > 0)
            m_view.goTo({file, side, std::min(line, diff->text(side).lineCount() - 1), 0});
        else
            m_view.goToFile(file);
        m_view.setFocus();
    });
    dialog->open();
}

// ---- definitions

void ReviewErrands::findDefinition()
{
    const QByteArray name = m_view.wordAtCaret().toUtf8();
    if (name.isEmpty()) {
        Q_EMIT failed({ErrorCode::InvalidInput, u"There is no name at the caret; put the caret on one first."_s, {}});
        return;
    }
    m_definition.cancel();
    const QString shown = RowText::path(name);
    Q_EMIT done(tr("Looking for the definition of %1 \u2026").arg(shown));
    const SourcePlace here = placeAtCaret();
    const DefinitionQuery query{here.repository, m_session.range().to, m_session.range().from, name, here.path};
    m_definition =
        m_lookup->findDefinitions(query, this, [this, name, shown](const Result<QList<review::Definition>> &found) {
            if (!found)
                Q_EMIT failed(found.error());
            else if (found->isEmpty())
                Q_EMIT done(tr("No definition of %1 was found, neither before nor after the change.").arg(shown));
            else
                showDefinitions(name, *found);
        });
}

SourcePlace ReviewErrands::placeOf(const review::Definition &definition) const
{
    SourcePlace place;
    place.repository = m_session.repository();
    place.commit = definition.inBase ? m_session.range().from : m_session.range().to;
    place.path = definition.path;
    place.line = definition.line;
    return place;
}

void ReviewErrands::goToDefinition(const review::Definition &definition)
{
    const int file = m_view.scene().document().indexOf(definition.path);
    m_view.goTo({file, definition.inBase ? Side::Left : Side::Right, definition.line, 0});
    m_view.setFocus();
}

void ReviewErrands::showDefinitions(const QByteArray &name, const QList<review::Definition> &found)
{
    const auto isShown = [this](const review::Definition &each) {
        const int file = m_view.scene().document().indexOf(each.path);
        return file >= 0 && m_view.scene().file(file);
    };
    const QString said = tr("%n place(s) may define %1.", nullptr, int(found.size())).arg(RowText::path(name));
    if (found.size() == 1 && isShown(found.constFirst())) {
        Q_EMIT done(said);
        return goToDefinition(found.constFirst());
    }
    auto *dialog = new DefinitionDialog(RowText::path(name), found, &m_view);
    connect(dialog, &DefinitionDialog::wanted, this, [this, dialog, found](int index) {
        m_lookup->readFile(placeOf(found[index]), dialog, [dialog, index](const Result<QByteArray> &text) {
            dialog->setText(index, text.value_or(QByteArray()));
        });
    });
    connect(dialog, &DefinitionDialog::chosen, this, [this, dialog, found, isShown](int index) {
        if (index < 0)
            return;
        if (!isShown(found[index])) {
            Q_EMIT done(tr("%1 is not part of this change; its text is shown here, and an editor can open it.")
                            .arg(RowText::path(found[index].path)));
            return;
        }
        dialog->accept();
        goToDefinition(found[index]);
    });
    connect(dialog, &DefinitionDialog::editorWanted, this, [this, found](int index) {
        if (index >= 0)
            openEditor(placeOf(found[index]));
    });
    dialog->open();
    Q_EMIT done(said);
}

// ---- out of the window

void ReviewErrands::put(const QString &text, const QString &said)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT done(said.arg(text));
}

void ReviewErrands::copyPath()
{
    const SourcePlace place = placeAtCaret();
    put(QString::fromUtf8(place.path), tr("Copied: %1"));
}

void ReviewErrands::copyLink()
{
    m_lookup->permalink(placeAtCaret(), this, [this](const Result<QString> &link) {
        if (link)
            put(*link, tr("Copied: %1"));
        else
            Q_EMIT failed(link.error());
    });
}

void ReviewErrands::openEditor(const SourcePlace &place)
{
    m_lookup->openInEditor(place, worktree(place), this, [this](const Result<QString> &opened) {
        if (opened)
            Q_EMIT done(*opened);
        else
            Q_EMIT failed(opened.error());
    });
}

void ReviewErrands::exportChange(bool html)
{
    const auto &record = m_session.record();
    const QString title = record ? record->task.title : tr("Change");
    const QString proposed =
        (record ? u"task-%1"_s.arg(record->task.id.value) : u"change"_s) + (html ? u".html"_s : u".patch"_s);
    m_chooseFile(&m_view, html ? tr("Save the change as a page") : tr("Save the change as a patch"), proposed,
                 [this, html, title](const QString &fileName) {
                     ChangeExport change;
                     change.repository = m_session.repository();
                     change.from = m_session.range().from;
                     change.to = m_session.range().to;
                     change.options = m_session.options();
                     change.start = m_session.start();
                     change.entries = m_session.document().entries();
                     change.files = m_session.document().files();
                     change.html = html;
                     change.title = title;
                     change.fileName = fileName;
                     m_lookup->exportChange(change, this, [this, fileName](const Result<void> &written) {
                         if (written)
                             Q_EMIT done(tr("Written: %1").arg(fileName));
                         else
                             Q_EMIT failed(written.error());
                     });
                 });
}

} // namespace docket
