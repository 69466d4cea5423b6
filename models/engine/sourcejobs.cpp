// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sourcejobs.h"

#include "diff/patch.h"
#include "git/blame.h"
#include "git/treediff.h"
#include "git/weblink.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qint64 maxSearchedBytes = 2 << 20; // larger files are data or made by a program
constexpr int maxDefinitions = 200;

Result<void> searchTree(const git::Repository &repository, const git::BlobReader &blobs, const ObjectId &commit,
                        const QByteArray &name, bool inBase, const QSet<ObjectId> &skip, QSet<ObjectId> &seen,
                        QList<review::Definition> &found, const CancelToken &cancel)
{
    const auto files = git::diffTrees(repository, {}, commit, {}, cancel);
    if (!files)
        return std::unexpected(files.error());
    for (const git::TreeChange &file : *files) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        if (found.size() >= maxDefinitions)
            break;
        const bool isFile = file.newMode == git::FileMode::Regular || file.newMode == git::FileMode::Executable;
        if (!isFile || file.newSize > maxSearchedBytes || skip.contains(file.newId))
            continue;
        seen.insert(file.newId);
        const auto text = blobs.read(file.newId, maxSearchedBytes);
        if (!text || text->first(std::min<qsizetype>(8000, text->size())).contains('\0'))
            continue;
        for (review::Definition &hit :
             review::definitionsIn(file.path, *text, name, maxDefinitions - int(found.size()))) {
            hit.inBase = inBase;
            found.append(std::move(hit));
        }
    }
    return {};
}

/** The plain file at `path` below `root`, with no link on the way; empty if there is none. */
QString plainFileBelow(const QString &root, const QByteArray &path)
{
    const QString name = QString::fromUtf8(path);
    if (root.isEmpty() || name.isEmpty() || name.toUtf8() != path || QDir::isAbsolutePath(name))
        return {};
    QString at = QFileInfo(root).canonicalFilePath();
    const QStringList parts = name.split(u'/');
    for (const QString &part : parts) {
        if (at.isEmpty() || part.isEmpty() || part == "."_L1 || part == ".."_L1)
            return {};
        at += u'/' + part;
        if (QFileInfo(at).isSymLink())
            return {};
    }
    return QFileInfo(at).isFile() ? at : QString();
}

} // namespace

Result<QByteArray> readBlobOf(const QString &repository, const ObjectId &blob, qint64 maxBytes)
{
    const auto opened = git::Repository::open(repository);
    return opened ? opened->readBlob(blob, maxBytes) : Result<QByteArray>(std::unexpected(opened.error()));
}

Result<QByteArray> readFileOf(const QString &repository, const ObjectId &commit, const QByteArray &path)
{
    const auto opened = git::Repository::open(repository);
    return opened ? opened->readFileAt(commit, QString::fromUtf8(path))
                  : Result<QByteArray>(std::unexpected(opened.error()));
}

Result<review::AuthorshipPtr> authorsOf(const QString &repository, const ObjectId &commit, const QByteArray &path,
                                        const CancelToken &cancel)
{
    const auto opened = git::Repository::open(repository);
    if (!opened)
        return std::unexpected(opened.error());
    const auto runs = git::blame(*opened, commit, path, cancel);
    if (!runs)
        return std::unexpected(runs.error());
    QList<review::AuthorRun> authors;
    authors.reserve(runs->size());
    for (const git::BlameRun &run : *runs)
        authors.append({run.firstLine, run.lineCount, run.commit, run.author.who.name, run.author.when, run.summary});
    return std::make_shared<const review::Authorship>(std::move(authors));
}

Result<QList<review::Definition>> findDefinitions(const QString &repository, const ObjectId &head, const ObjectId &base,
                                                  const QByteArray &name, const QByteArray &fromPath,
                                                  const CancelToken &cancel)
{
    const auto opened = git::Repository::open(repository);
    if (!opened)
        return std::unexpected(opened.error());
    const auto blobs = git::BlobReader::open(opened->commonDir());
    if (!blobs)
        return std::unexpected(blobs.error());
    QList<review::Definition> found;
    QSet<ObjectId> seen; // what both sides have is searched once
    if (const auto done = searchTree(*opened, *blobs, head, name, false, {}, seen, found, cancel); !done)
        return std::unexpected(done.error());
    if (base.isValid()) {
        QSet<ObjectId> ignored;
        if (const auto done = searchTree(*opened, *blobs, base, name, true, seen, ignored, found, cancel); !done)
            return std::unexpected(done.error());
    }
    review::sortByDistance(found, fromPath);
    return found;
}

Result<QString> permalinkOf(const QString &repository, const ObjectId &commit, const QByteArray &path, int line)
{
    const auto opened = git::Repository::open(repository);
    return opened ? git::permalink(*opened, commit, path, line) : Result<QString>(std::unexpected(opened.error()));
}

Result<void> exportChange(const ExportOrder &order, const CancelToken &cancel)
{
    const auto opened = git::Repository::open(order.job.repository);
    if (!opened)
        return std::unexpected(opened.error());
    QSaveFile file(order.fileName);
    const auto broken = [&file] {
        return fail(ErrorCode::Io, u"The file cannot be written: %1. Choose another place."_s.arg(file.errorString()),
                    file.fileName());
    };
    if (!file.open(QIODevice::WriteOnly))
        return broken();
    const auto read = [&opened](const diff::FileVersion &version) { return opened->readBlob(version.blob); };
    if (order.format == ExportFormat::Html)
        file.write(diff::htmlHead(order.title, order.entries, order.words));
    ChangeList::Ptr list;
    for (size_t i = 0; i < order.entries.size(); ++i) {
        const diff::FileDiffPtr known = i < order.files.size() ? order.files[i] : nullptr;
        if (!known && !list) {
            auto made = ChangeList::make(order.job, cancel);
            if (!made)
                return std::unexpected(made.error());
            list = *std::move(made);
        }
        const diff::FileDiffPtr diff = known ? known : list->diff(order.entries[i], cancel);
        if (cancel.isCancelled() || !diff)
            return fail(ErrorCode::Cancelled, u"Cancelled."_s);
        const QByteArray part = order.format == ExportFormat::Html ? diff::htmlFile(*diff, int(i), order.words)
                                                                   : diff::filePatch(*diff, {.reader = read});
        if (file.write(part) != part.size())
            return broken();
    }
    if (order.format == ExportFormat::Html)
        file.write(diff::htmlTail());
    if (!file.commit())
        return broken();
    return {};
}

Result<EditorFile> fileForEditor(const QString &repository, const ObjectId &commit, const QByteArray &path,
                                 const QString &worktree, const QString &folder)
{
    if (const QString found = plainFileBelow(worktree, path); !found.isEmpty())
        return EditorFile{found, false};
    const auto content = readFileOf(repository, commit, path);
    if (!content)
        return std::unexpected(content.error());
    // One folder for a version of a path, so that the same file opens as the same copy and two versions of it do not
    // meet.
    const QByteArray version = QCryptographicHash::hash(commit.hex + path, QCryptographicHash::Sha1).toHex();
    const QString place = folder + u'/' + QString::fromLatin1(version);
    QString name = QString::fromUtf8(path.mid(path.lastIndexOf('/') + 1));
    name.remove(u'/');
    const QString full = place + u'/' + (name.isEmpty() ? u"file"_s : name);
    if (QFileInfo(full).isFile())
        return EditorFile{full, true};
    if (!QDir().mkpath(place))
        return fail(ErrorCode::Io, u"No copy for the editor can be made; look at the folder's rights."_s, place);
    QSaveFile copy(full);
    if (!copy.open(QIODevice::WriteOnly) || copy.write(*content) != content->size() || !copy.commit())
        return fail(ErrorCode::Io, u"No copy for the editor can be made: %1."_s.arg(copy.errorString()), full);
    QFile::setPermissions(full, QFileDevice::ReadOwner);
    return EditorFile{full, true};
}

} // namespace docket
