// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginesourcelookup.h"

#include "app/engine/editorcommand.h"
#include "engine/sourcejobs.h"

#include <QLocale>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace docket {

EngineSourceLookup::EngineSourceLookup(QObject *parent)
    : SourceLookup(parent), m_pool(2), m_copies(std::make_shared<QTemporaryDir>())
{}

/** The token that the caller gets is the one that the work asks; a cancelled answer is nobody's. */
template<typename T, typename Work>
CancelToken EngineSourceLookup::run(QObject *context, Work work, Reply<T> reply, int priority)
{
    const CancelToken cancel;
    m_pool.run(
        context, [work = std::move(work), cancel](const CancelToken &) { return work(cancel); },
        [reply = std::move(reply), cancel](Result<T> result) {
            if (!cancel.isCancelled())
                reply(std::move(result));
        },
        priority);
    return cancel;
}

CancelToken EngineSourceLookup::readBlob(const QString &repository, const ObjectId &blob, qint64 maxBytes,
                                         QObject *context, Reply<QByteArray> reply)
{
    const auto work = [=](const CancelToken &) { return readBlobOf(repository, blob, maxBytes); };
    return run<QByteArray>(context, work, std::move(reply), 1);
}

CancelToken EngineSourceLookup::readFile(const SourcePlace &place, QObject *context, Reply<QByteArray> reply)
{
    const auto work = [place](const CancelToken &) { return readFileOf(place.repository, place.commit, place.path); };
    return run<QByteArray>(context, work, std::move(reply), 1);
}

CancelToken EngineSourceLookup::findAuthors(const SourcePlace &file, QObject *context,
                                            Reply<review::AuthorshipPtr> reply)
{
    const auto work = [file](const CancelToken &cancel) {
        return authorsOf(file.repository, file.commit, file.path, cancel);
    };
    return run<review::AuthorshipPtr>(context, work, std::move(reply));
}

CancelToken EngineSourceLookup::findDefinitions(const DefinitionQuery &query, QObject *context,
                                                Reply<QList<review::Definition>> reply)
{
    const auto work = [query](const CancelToken &cancel) {
        return docket::findDefinitions(query.repository, query.head, query.base, query.name, query.fromPath, cancel);
    };
    return run<QList<review::Definition>>(context, work, std::move(reply));
}

CancelToken EngineSourceLookup::permalink(const SourcePlace &place, QObject *context, Reply<QString> reply)
{
    const auto work = [place](const CancelToken &) {
        return permalinkOf(place.repository, place.commit, place.path, place.line);
    };
    return run<QString>(context, work, std::move(reply), 1);
}

CancelToken EngineSourceLookup::exportChange(const ChangeExport &change, QObject *context, Reply<void> reply)
{
    ExportOrder order;
    order.job = {change.repository, change.from, change.to, change.options, change.start};
    order.entries = change.entries;
    order.files = change.files;
    order.format = change.html ? ExportFormat::Html : ExportFormat::Patch;
    order.title = change.title;
    order.words.language = QLocale().bcp47Name();
    order.words.files = tr("Files");
    order.words.folded = tr("%1 unchanged lines");
    order.words.binary = tr("Binary file: %1 bytes before, %2 bytes after");
    order.words.renamedFrom = tr("was %1");
    order.fileName = change.fileName;
    return run<void>(
        context, [order](const CancelToken &cancel) { return docket::exportChange(order, cancel); }, std::move(reply));
}

CancelToken EngineSourceLookup::openInEditor(const SourcePlace &place, const QString &worktree, QObject *context,
                                             Reply<QString> reply)
{
    const QString editor = chosenEditor(m_editor);
    const auto work = [place, worktree, editor, copies = m_copies](const CancelToken &) -> Result<QString> {
        if (const auto usable = editorCommand(editor, {}, 0); !usable)
            return std::unexpected(usable.error());
        const auto file = fileForEditor(place.repository, place.commit, place.path, worktree, copies->path());
        if (!file)
            return std::unexpected(file.error());
        const auto command = editorCommand(editor, file->path, place.line);
        QProcess process;
        process.setProgram(command->program);
        process.setArguments(command->arguments);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        if (!process.startDetached()) {
            return fail(
                ErrorCode::Process,
                u"The editor cannot be started: %1. Choose another one in the settings."_s.arg(process.errorString()),
                command->program);
        }
        return file->isCopy ? tr("Opened a read-only copy of %1.").arg(QString::fromUtf8(place.path))
                            : tr("Opened %1.").arg(file->path);
    };
    return run<QString>(context, work, std::move(reply), 1);
}

} // namespace docket
