// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/repository.h"

#include "git/handles.h"
#include "git/looseblob.h"
#include "git/packreader.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

QString folderFrom(const char *path)
{
    return path ? QDir::cleanPath(QFile::decodeName(path)) : QString();
}

QByteArrayView bytesOf(const git_oid &id)
{
    return QByteArrayView(id.id, Pack::IdBytes);
}

std::unexpected<Error> openFailure(int code, const QString &path)
{
    const QString message = lastGitMessage();
    if (code == GIT_EOWNER) {
        return fail(ErrorCode::Refused,
                    u"This repository belongs to another user. If you trust it, run `git config --global --add "
                    u"safe.directory '%1'` and open it again."_s.arg(path),
                    path);
    }
    if (code == GIT_ENOTFOUND)
        return fail(ErrorCode::NotFound,
                    u"This is not a git repository. Choose another folder, or run `git init` here and commit once."_s,
                    path);
    if (message.contains("unsupported"_L1)) {
        return fail(
            ErrorCode::Refused,
            u"This repository uses a format that Docket cannot read (%1). Clone it in the default format."_s.arg(
                message),
            path);
    }
    return gitFail(code, u"The repository cannot be opened"_s, path);
}

Result<git_oid> peelToCommit(git_repository *repository, const QString &revision)
{
    ObjectHandle object;
    if (const int rc = git_revparse_single(object.out(), repository, revision.toUtf8().constData()); rc < 0)
        return gitFail(rc, u"There is no such commit"_s, revision);
    ObjectHandle commit;
    if (const int rc = git_object_peel(commit.out(), object.get(), GIT_OBJECT_COMMIT); rc < 0)
        return gitFail(rc, u"This does not name a commit"_s, revision);
    return *git_object_id(commit.get());
}

} // namespace

void Repository::Close::operator()(git_repository *repository) const
{
    git_repository_free(repository);
}

Repository::Repository(git_repository *handle)
    : m_packs(std::make_shared<PackReader>(folderFrom(git_repository_commondir(handle)) + u"/objects/pack"_s))
    , m_handle(handle)
{
    if (OdbHandle odb; git_repository_odb(odb.out(), handle) == 0)
        PackReader::attach(m_packs, odb.get());
}

Repository::Repository(Repository &&) noexcept = default;
Repository &Repository::operator=(Repository &&) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::open(const QString &path)
{
    git_repository *handle = nullptr;
    const int rc =
        git_repository_open_ext(&handle, QFile::encodeName(path).constData(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (rc < 0)
        return openFailure(rc, path);
    return Repository(handle);
}

Result<Repository> Repository::discover(const QString &path)
{
    git_repository *handle = nullptr;
    const int rc = git_repository_open_ext(&handle, QFile::encodeName(path).constData(), 0, nullptr);
    if (rc < 0)
        return openFailure(rc, path);
    return Repository(handle);
}

Result<Repository> Repository::openGitDir(const QString &gitDir, const QString &workdir)
{
    unsigned int flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
    if (workdir.isEmpty())
        flags |= GIT_REPOSITORY_OPEN_BARE;
    git_repository *handle = nullptr;
    if (const int rc = git_repository_open_ext(&handle, QFile::encodeName(gitDir).constData(), flags, nullptr); rc < 0)
        return openFailure(rc, gitDir);
    Repository repository(handle);
    if (!workdir.isEmpty()) {
        if (const int rc = git_repository_set_workdir(handle, QFile::encodeName(workdir).constData(), 0); rc < 0)
            return gitFail(rc, u"The work tree cannot be used"_s, workdir);
    }
    return repository;
}

QString Repository::gitDir() const
{
    return folderFrom(git_repository_path(handle()));
}

QString Repository::commonDir() const
{
    return folderFrom(git_repository_commondir(handle()));
}

QString Repository::workdir() const
{
    return folderFrom(git_repository_workdir(handle()));
}

bool Repository::isBare() const
{
    return git_repository_is_bare(handle()) == 1;
}

Result<ObjectId> Repository::headCommit() const
{
    git_oid oid;
    if (const int rc = git_reference_name_to_id(&oid, handle(), "HEAD"); rc < 0) {
        if (rc == GIT_ENOTFOUND || rc == GIT_EUNBORNBRANCH)
            return fail(ErrorCode::NotFound, u"This repository has no commit yet. Commit once, then try again."_s,
                        gitDir());
        return gitFail(rc, u"HEAD cannot be read"_s, gitDir());
    }
    return toId(&oid);
}

Result<QString> Repository::currentBranch() const
{
    RefHandle head;
    if (const int rc = git_reference_lookup(head.out(), handle(), "HEAD"); rc < 0)
        return gitFail(rc, u"HEAD cannot be read"_s, gitDir());
    if (git_reference_type(head.get()) != GIT_REFERENCE_SYMBOLIC)
        return QString();
    const QByteArray target = git_reference_symbolic_target(head.get());
    static constexpr QByteArrayView prefix = "refs/heads/";
    return target.startsWith(prefix) ? QString::fromUtf8(target.mid(prefix.size())) : QString();
}

Result<QList<Branch>> Repository::branches() const
{
    RefIteratorHandle iterator;
    if (const int rc = git_reference_iterator_glob_new(iterator.out(), handle(), "refs/heads/*"); rc < 0)
        return gitFail(rc, u"The branches cannot be listed"_s, gitDir());
    QList<Branch> found;
    while (true) {
        RefHandle reference;
        const int rc = git_reference_next(reference.out(), iterator.get());
        if (rc == GIT_ITEROVER)
            break;
        if (rc < 0)
            return gitFail(rc, u"The branches cannot be listed"_s, gitDir());
        RefHandle direct;
        if (git_reference_resolve(direct.out(), reference.get()) < 0)
            continue;
        found.append(
            {QString::fromUtf8(git_reference_shorthand(reference.get())), toId(git_reference_target(direct.get()))});
    }
    std::ranges::sort(found, {}, &Branch::name);
    return found;
}

Result<ObjectId> Repository::branchTip(const QString &name) const
{
    git_oid oid;
    if (const int rc = git_reference_name_to_id(&oid, handle(), ("refs/heads/"_L1 + name).toUtf8().constData());
        rc < 0) {
        if (rc == GIT_ENOTFOUND)
            return fail(ErrorCode::NotFound, u"There is no such branch. Choose one that exists."_s, name);
        return gitFail(rc, u"The branch cannot be read"_s, name);
    }
    return toId(&oid);
}

Result<ObjectId> Repository::resolve(const QString &revision) const
{
    return peelToCommit(handle(), revision).transform([](const git_oid &oid) { return toId(&oid); });
}

Result<ObjectId> Repository::treeOf(const ObjectId &commit) const
{
    return lookupTree(handle(), commit).transform([](const TreeHandle &tree) { return toId(git_tree_id(tree.get())); });
}

Result<CommitInfo> Repository::commit(const ObjectId &id) const
{
    auto found = lookupCommit(handle(), id);
    if (!found)
        return std::unexpected(found.error());
    const git_commit *commit = found->get();
    CommitInfo info;
    info.id = toId(git_commit_id(commit));
    info.tree = toId(git_commit_tree_id(commit));
    for (unsigned int i = 0; i < git_commit_parentcount(commit); ++i)
        info.parents.append(toId(git_commit_parent_id(commit, i)));
    info.author = toSignature(git_commit_author(commit));
    info.committer = toSignature(git_commit_committer(commit));
    info.summary = QString::fromUtf8(git_commit_summary(found->get()));
    info.message = QString::fromUtf8(git_commit_message(commit));
    return info;
}

Result<QList<CommitInfo>> Repository::log(const ObjectId &from, const LogOptions &options) const
{
    const auto start = toOid(from);
    if (!start)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s, QString::fromLatin1(from.hex));
    WalkHandle walk;
    if (const int rc = git_revwalk_new(walk.out(), handle()); rc < 0)
        return gitFail(rc, u"The history cannot be read"_s);
    git_revwalk_sorting(walk.get(), GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (options.firstParent)
        git_revwalk_simplify_first_parent(walk.get());
    if (const int rc = git_revwalk_push(walk.get(), &*start); rc < 0)
        return gitFail(rc, u"The history cannot be read"_s, QString::fromLatin1(from.hex));
    if (options.hiding) {
        const auto hidden = toOid(*options.hiding);
        if (const int rc = hidden ? git_revwalk_hide(walk.get(), &*hidden) : GIT_EINVALID; rc < 0)
            return gitFail(rc, u"The history cannot be read"_s, QString::fromLatin1(options.hiding->hex));
    }
    QList<CommitInfo> commits;
    git_oid oid;
    while (commits.size() < options.limit && git_revwalk_next(&oid, walk.get()) == 0) {
        auto info = commit(toId(&oid));
        if (!info)
            return std::unexpected(info.error());
        commits.append(*std::move(info));
    }
    return commits;
}

Result<bool> Repository::isAncestor(const ObjectId &ancestor, const ObjectId &descendant) const
{
    if (ancestor == descendant)
        return true;
    const auto above = toOid(ancestor);
    const auto below = toOid(descendant);
    if (!above || !below)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s);
    const int rc = git_graph_descendant_of(handle(), &*below, &*above);
    if (rc < 0)
        return gitFail(rc, u"The history cannot be read"_s);
    return rc == 1;
}

Result<ObjectId> Repository::mergeBase(const ObjectId &one, const ObjectId &two) const
{
    const auto first = toOid(one);
    const auto second = toOid(two);
    if (!first || !second)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s);
    git_oid oid;
    if (const int rc = git_merge_base(&oid, handle(), &*first, &*second); rc < 0) {
        if (rc == GIT_ENOTFOUND)
            return fail(ErrorCode::NotFound,
                        u"The two have no common history. In a shallow clone, run `git fetch --unshallow` first."_s);
        return gitFail(rc, u"The common history cannot be found"_s);
    }
    return toId(&oid);
}

qint64 Repository::approximateBlobSize(const ObjectId &blob) const
{
    const auto oid = toOid(blob);
    if (!oid)
        return 0;
    if (const auto size = m_packs->approximateSize(bytesOf(*oid)))
        return *size;
    OdbHandle odb;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    const bool known = git_repository_odb(odb.out(), handle()) == 0
        && git_odb_read_header(&size, &type, odb.get(), &*oid) == 0;
    return known ? static_cast<qint64>(size) : 0;
}

Result<QByteArray> Repository::readBlob(const ObjectId &blob, qint64 maxBytes) const
{
    const QString name = QString::fromLatin1(blob.hex);
    const auto oid = toOid(blob);
    if (!oid)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a file's content."_s, name);
    if (auto packed = m_packs->read(bytesOf(*oid), maxBytes); packed && packed->type == Pack::Blob)
        return std::move(packed->content);
    OdbHandle odb;
    size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_repository_odb(odb.out(), handle()) == 0 && git_odb_read_header(&size, &type, odb.get(), &*oid) == 0) {
        if (static_cast<qint64>(size) > maxBytes)
            return fail(ErrorCode::Refused, u"This content is too large to be read (%1 bytes)."_s.arg(size), name);
        if (static_cast<qint64>(size) >= LooseBlobFrom && type == GIT_OBJECT_BLOB) {
            if (auto content = readLooseBlob(commonDir() + u"/objects"_s, blob.hex, static_cast<qint64>(size)))
                return *std::move(content);
        }
    }
    BlobHandle handle;
    if (const int rc = git_blob_lookup(handle.out(), this->handle(), &*oid); rc < 0)
        return gitFail(rc, u"The content cannot be read"_s, name);
    return QByteArray(static_cast<const char *>(git_blob_rawcontent(handle.get())),
                      static_cast<qsizetype>(git_blob_rawsize(handle.get())));
}

Result<QByteArray> Repository::readFileAt(const ObjectId &commit, const QString &path) const
{
    const auto tree = lookupTree(handle(), commit);
    if (!tree)
        return std::unexpected(tree.error());
    TreeEntryHandle entry;
    const int rc = git_tree_entry_bypath(entry.out(), tree->get(), path.toUtf8().constData());
    if (rc == GIT_ENOTFOUND
        || (rc == 0
            && (git_tree_entry_type(entry.get()) != GIT_OBJECT_BLOB
                || git_tree_entry_filemode(entry.get()) == GIT_FILEMODE_LINK)))
        return fail(ErrorCode::NotFound, u"The commit has no such file."_s, path);
    if (rc < 0)
        return gitFail(rc, u"The file cannot be read from the commit"_s, path);
    return readBlob(toId(git_tree_entry_id(entry.get())));
}

std::optional<Identity> Repository::configuredIdentity() const
{
    SignatureHandle signature;
    if (git_signature_default(signature.out(), handle()) < 0)
        return std::nullopt;
    return toSignature(signature.get()).who;
}

} // namespace docket::git
