// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/testrepo.h"

#include "git/library.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QtGlobal>

#include <git2.h>

#include <filesystem>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket::test {

namespace {

void prepareLibrary()
{
    static const git::Library library({.hermetic = true});
    Q_UNUSED(library)
}

void must(int code, const char *what)
{
    if (code >= 0)
        return;
    const git_error *error = git_error_last();
    qFatal("TestRepo: %s: %s", what, error ? error->message : "unknown");
}

git_oid oidOf(const ObjectId &id)
{
    git_oid oid;
    must(git_oid_fromstr(&oid, id.hex.constData()), id.hex.constData());
    return oid;
}

ObjectId idOf(const git_oid &oid)
{
    QByteArray hex(GIT_OID_SHA1_HEXSIZE, Qt::Uninitialized);
    git_oid_fmt(hex.data(), &oid);
    return {hex};
}

void checkOutHead(git_repository *repository)
{
    if (git_repository_is_bare(repository))
        return;
    git_checkout_options options = GIT_CHECKOUT_OPTIONS_INIT;
    options.checkout_strategy = GIT_CHECKOUT_FORCE;
    must(git_checkout_head(repository, &options), "checkout");
}

/** libgit2 writes through a link that stands where a folder belongs. */
void dropLinksAbove(const QString &root, const QByteArray &path)
{
    for (qsizetype slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const QString parent = root + u'/' + QFile::decodeName(path.left(slash));
        if (QFileInfo(parent).isSymLink())
            QFile::remove(parent);
    }
}

constexpr qint64 firstSecond = 1704067200; // 2024-01-01T00:00:00Z

} // namespace

TestRepo::TestRepo(const QString &name, Kind kind) : m_folder(std::make_unique<QTemporaryDir>())
{
    prepareLibrary();
    m_path = QFileInfo(m_folder->path()).canonicalFilePath() + u'/' + name;
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    options.flags =
        kind == Kind::Bare ? GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_BARE : GIT_REPOSITORY_INIT_MKPATH;
    options.initial_head = "main";
    must(git_repository_init_ext(&m_repository, QFile::encodeName(m_path).constData(), &options), "init");
    config("user.name", "Test Author").config("user.email", "author@example.org");
}

TestRepo::~TestRepo()
{
    git_repository_free(m_repository);
    if (!m_folder)
        return;
    // QTemporaryDir cannot remove names that are not UTF-8.
    std::error_code ignored;
    std::filesystem::remove_all(QFile::encodeName(m_folder->path()).toStdString(), ignored);
    m_folder->setAutoRemove(false);
}

TestRepo::TestRepo(TestRepo &&other) noexcept
    : m_folder(std::move(other.m_folder)), m_repository(std::exchange(other.m_repository, nullptr)),
      m_path(std::move(other.m_path)), m_staged(std::move(other.m_staged)), m_stagedLoaded(other.m_stagedLoaded),
      m_commits(other.m_commits)
{}

TestRepo &TestRepo::operator=(TestRepo &&other) noexcept
{
    std::swap(m_folder, other.m_folder);
    std::swap(m_repository, other.m_repository);
    std::swap(m_path, other.m_path);
    std::swap(m_staged, other.m_staged);
    std::swap(m_stagedLoaded, other.m_stagedLoaded);
    std::swap(m_commits, other.m_commits);
    return *this;
}

QString TestRepo::gitDir() const
{
    return QDir::cleanPath(QFile::decodeName(git_repository_commondir(m_repository)));
}

QString TestRepo::outside(const QString &name) const
{
    return QFileInfo(m_path).path() + u'/' + name;
}

ObjectId TestRepo::head() const
{
    git_oid oid;
    must(git_reference_name_to_id(&oid, m_repository, "HEAD"), "HEAD");
    return idOf(oid);
}

ObjectId TestRepo::tip(const QByteArray &branch) const
{
    git_oid oid;
    must(git_reference_name_to_id(&oid, m_repository, ("refs/heads/" + branch).constData()), branch.constData());
    return idOf(oid);
}

ObjectId TestRepo::treeOf(const ObjectId &commit) const
{
    const git_oid oid = oidOf(commit);
    git_commit *object = nullptr;
    must(git_commit_lookup(&object, m_repository, &oid), "commit");
    const ObjectId id = idOf(*git_commit_tree_id(object));
    git_commit_free(object);
    return id;
}

QByteArray TestRepo::contentAt(const ObjectId &commit, const QByteArray &path) const
{
    const auto entries = entriesOf(commit);
    const auto found = entries.constFind(path);
    if (found == entries.cend())
        return {};
    const git_oid oid = oidOf(found->id);
    git_blob *blob = nullptr;
    must(git_blob_lookup(&blob, m_repository, &oid), path.constData());
    const QByteArray content(static_cast<const char *>(git_blob_rawcontent(blob)), git_blob_rawsize(blob));
    git_blob_free(blob);
    return content.isNull() ? QByteArray("") : content;
}

QMap<QByteArray, TestRepo::Entry> TestRepo::entriesOf(const ObjectId &commit) const
{
    git_index *index = nullptr;
    must(git_index_new(&index), "index");
    const git_oid treeId = oidOf(treeOf(commit));
    git_tree *tree = nullptr;
    must(git_tree_lookup(&tree, m_repository, &treeId), "tree");
    must(git_index_read_tree(index, tree), "read tree");
    QMap<QByteArray, Entry> entries;
    for (size_t i = 0; i < git_index_entrycount(index); ++i) {
        const git_index_entry *entry = git_index_get_byindex(index, i);
        entries.insert(entry->path, {idOf(entry->id), entry->mode, {}});
    }
    git_tree_free(tree);
    git_index_free(index);
    return entries;
}

TestRepo::Entry &TestRepo::staged(const QByteArray &path)
{
    if (!m_stagedLoaded) {
        git_oid oid;
        m_staged.clear();
        if (git_reference_name_to_id(&oid, m_repository, "HEAD") == 0)
            m_staged = entriesOf(idOf(oid));
        m_stagedLoaded = true;
    }
    return m_staged[path];
}

TestRepo &TestRepo::write(const QByteArray &path, const QByteArray &content)
{
    Entry &entry = staged(path);
    const quint32 mode = entry.mode == GIT_FILEMODE_BLOB_EXECUTABLE ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB;
    entry = {{}, mode, content};
    return *this;
}

TestRepo &TestRepo::executable(const QByteArray &path, const QByteArray &content)
{
    staged(path) = {{}, GIT_FILEMODE_BLOB_EXECUTABLE, content};
    return *this;
}

TestRepo &TestRepo::symlink(const QByteArray &path, const QByteArray &target)
{
    staged(path) = {{}, GIT_FILEMODE_LINK, target};
    return *this;
}

TestRepo &TestRepo::submodule(const QByteArray &path, const ObjectId &commit)
{
    staged(path) = {commit, GIT_FILEMODE_COMMIT, {}};
    return write(".gitmodules",
                 "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = https://example.org/sub.git\n");
}

TestRepo &TestRepo::remove(const QByteArray &path)
{
    staged(path);
    m_staged.remove(path);
    return *this;
}

TestRepo &TestRepo::rename(const QByteArray &from, const QByteArray &to)
{
    const Entry entry = staged(from);
    if (entry.mode == 0)
        qFatal("TestRepo: there is no %s to rename", from.constData());
    m_staged.remove(from);
    m_staged.insert(to, entry);
    return *this;
}

ObjectId TestRepo::commit(const QByteArray &message)
{
    git_oid oid;
    const bool hasParent = git_reference_name_to_id(&oid, m_repository, "HEAD") == 0;
    return commitEntries(message, hasParent ? QList<ObjectId>{idOf(oid)} : QList<ObjectId>{});
}

ObjectId TestRepo::commit(const QByteArray &message, const Files &files)
{
    for (const auto &[path, content] : files)
        write(path, content);
    return commit(message);
}

ObjectId TestRepo::commitMerge(const QByteArray &message, const ObjectId &other)
{
    return commitEntries(message, {head(), other});
}

ObjectId TestRepo::commitEntries(const QByteArray &message, const QList<ObjectId> &parents)
{
    staged("");
    m_staged.remove("");
    git_index *index = nullptr;
    must(git_index_new(&index), "index");
    for (auto it = m_staged.begin(); it != m_staged.end(); ++it) {
        git_index_entry entry{};
        if (it->id.isValid())
            entry.id = oidOf(it->id);
        else
            must(git_blob_create_from_buffer(&entry.id, m_repository, it->content.constData(),
                                             size_t(it->content.size())),
                 "blob");
        entry.mode = it->mode;
        entry.path = it.key().constData();
        must(git_index_add(index, &entry), entry.path);
    }
    git_oid treeId;
    must(git_index_write_tree_to(&treeId, index, m_repository), "tree");
    git_index_free(index);
    m_stagedLoaded = false;

    git_tree *tree = nullptr;
    must(git_tree_lookup(&tree, m_repository, &treeId), "tree");
    QList<const git_commit *> handles;
    for (const ObjectId &parent : parents) {
        const git_oid oid = oidOf(parent);
        git_commit *handle = nullptr;
        must(git_commit_lookup(&handle, m_repository, &oid), "parent");
        handles.append(handle);
    }
    git_signature *author = nullptr;
    must(git_signature_new(&author, "Test Author", "author@example.org", firstSecond + 60 * m_commits++, 0),
         "signature");
    git_oid id;
    must(git_commit_create(&id, m_repository, "HEAD", author, author, nullptr, message.constData(), tree,
                           size_t(handles.size()), handles.data()),
         "commit");
    for (const git_commit *handle : std::as_const(handles))
        git_commit_free(const_cast<git_commit *>(handle));
    git_signature_free(author);
    git_tree_free(tree);
    for (auto it = m_staged.cbegin(); it != m_staged.cend(); ++it)
        dropLinksAbove(m_path, it.key());
    checkOutHead(m_repository);
    return idOf(id);
}

TestRepo &TestRepo::branch(const QByteArray &name)
{
    return branch(name, head());
}

TestRepo &TestRepo::branch(const QByteArray &name, const ObjectId &at)
{
    const git_oid oid = oidOf(at);
    git_reference *created = nullptr;
    must(git_reference_create(&created, m_repository, ("refs/heads/" + name).constData(), &oid, 1, "test"),
         name.constData());
    git_reference_free(created);
    return *this;
}

TestRepo &TestRepo::switchTo(const QByteArray &name)
{
    const QByteArray ref = "refs/heads/" + name;
    git_oid oid;
    if (git_reference_name_to_id(&oid, m_repository, ref.constData()) < 0)
        branch(name);
    must(git_repository_set_head(m_repository, ref.constData()), "switch");
    checkOutHead(m_repository);
    m_stagedLoaded = false;
    return *this;
}

TestRepo &TestRepo::detach()
{
    must(git_repository_detach_head(m_repository), "detach");
    return *this;
}

TestRepo &TestRepo::config(const QByteArray &key, const QByteArray &value)
{
    git_config *settings = nullptr;
    must(git_repository_config(&settings, m_repository), "config");
    must(git_config_set_string(settings, key.constData(), value.constData()), key.constData());
    git_config_free(settings);
    return *this;
}

std::pair<ObjectId, ObjectId> TestRepo::conflict(const QByteArray &path, const QByteArray &first,
                                                 const QByteArray &second)
{
    commit("Base of a conflict", {{path, "common line\n"}});
    branch(first).branch(second);
    switchTo(second);
    const ObjectId theirs = commit("Second way", {{path, "line of " + second + "\n"}});
    switchTo(first);
    const ObjectId ours = commit("First way", {{path, "line of " + first + "\n"}});
    return {ours, theirs};
}

TestRepo &TestRepo::putFile(const QString &path, const QByteArray &content)
{
    const QString full = m_path + u'/' + path;
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("TestRepo: cannot write %s", qPrintable(full));
    return *this;
}

TestRepo &TestRepo::deleteFile(const QString &path)
{
    if (!QFile::remove(m_path + u'/' + path))
        qFatal("TestRepo: cannot delete %s", qPrintable(path));
    return *this;
}

QByteArray TestRepo::fileContent(const QString &path) const
{
    QFile file(m_path + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int TestRepo::run(const QStringList &arguments, const QString &folder, QByteArray *output, QByteArray *errors) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    environment.insert(u"GIT_CONFIG_SYSTEM"_s, u"/dev/null"_s);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"GIT_AUTHOR_NAME"_s, u"Test Author"_s);
    environment.insert(u"GIT_AUTHOR_EMAIL"_s, u"author@example.org"_s);
    environment.insert(u"GIT_COMMITTER_NAME"_s, u"Test Author"_s);
    environment.insert(u"GIT_COMMITTER_EMAIL"_s, u"author@example.org"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setWorkingDirectory(folder.isEmpty() ? m_path : folder);
    process.start(u"git"_s, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("TestRepo: git %s did not run: %s", qPrintable(arguments.join(u' ')), qPrintable(process.errorString()));
    *output = process.readAllStandardOutput();
    *errors = process.readAllStandardError();
    return process.exitCode();
}

QByteArray TestRepo::git(const QStringList &arguments, const QString &folder) const
{
    QByteArray output;
    QByteArray errors;
    if (run(arguments, folder, &output, &errors) != 0)
        qFatal("TestRepo: git %s failed: %s", qPrintable(arguments.join(u' ')), errors.constData());
    return output;
}

int TestRepo::gitExitCode(const QStringList &arguments, const QString &folder) const
{
    QByteArray output;
    QByteArray errors;
    return run(arguments, folder, &output, &errors);
}

QString TestRepo::shallowClone(int depth) const
{
    const QString target = outside(u"shallow"_s);
    git({u"clone"_s, u"-q"_s, u"--depth"_s, QString::number(depth), u"file://"_s + m_path, target});
    return target;
}

QByteArray TestRepo::status(const QString &folder) const
{
    return git({u"status"_s, u"--porcelain"_s}, folder);
}

bool TestRepo::fsck() const
{
    QByteArray output;
    QByteArray errors;
    return run({u"fsck"_s, u"--strict"_s, u"--no-dangling"_s, u"--no-progress"_s}, {}, &output, &errors) == 0;
}

} // namespace docket::test
