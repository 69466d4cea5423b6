// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/handles.h"

#include <QFile>
#include <QTimeZone>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

ErrorCode codeFor(int code, int systemError)
{
    switch (code) {
    case GIT_ENOTFOUND:
    case GIT_EUNBORNBRANCH:
        return ErrorCode::NotFound;
    case GIT_EEXISTS:
        return ErrorCode::AlreadyExists;
    case GIT_ELOCKED:
        return ErrorCode::Busy;
    case GIT_EUSER:
        return ErrorCode::Cancelled;
    case GIT_EOWNER:
        return ErrorCode::Refused;
    case GIT_ECONFLICT:
    case GIT_EMODIFIED:
    case GIT_ENONFASTFORWARD:
    case GIT_EMERGECONFLICT:
        return ErrorCode::Conflict;
    case GIT_EINVALIDSPEC:
    case GIT_EINVALID:
        return ErrorCode::InvalidInput;
    default:
        break;
    }
    switch (systemError) {
    case ENOSPC:
    case EDQUOT:
        return ErrorCode::DiskFull;
    case EROFS:
    case EACCES:
    case EPERM:
        return ErrorCode::ReadOnly;
    default:
        return ErrorCode::Git;
    }
}

} // namespace

QString lastGitMessage()
{
    const git_error *error = git_error_last();
    return error && error->message ? QString::fromUtf8(error->message) : u"no details"_s;
}

std::unexpected<Error> gitFail(int code, const QString &what, const QString &context)
{
    const int systemError = errno;
    const git_error *error = git_error_last();
    const bool fromSystem = error && error->klass == GIT_ERROR_OS;
    ErrorCode kind = codeFor(code, fromSystem ? systemError : 0);
    if (kind == ErrorCode::Git && lastGitMessage().contains("No space left"_L1))
        kind = ErrorCode::DiskFull;
    if (kind == ErrorCode::Cancelled)
        return fail(kind, u"Cancelled."_s, context);
    return fail(kind, u"%1: %2."_s.arg(what, lastGitMessage()), context);
}

ObjectId toId(const git_oid *oid)
{
    if (!oid || git_oid_is_zero(oid))
        return {};
    QByteArray hex(GIT_OID_SHA1_HEXSIZE, Qt::Uninitialized);
    git_oid_fmt(hex.data(), oid);
    return {hex};
}

std::optional<git_oid> toOid(const ObjectId &id)
{
    git_oid oid;
    if (id.hex.size() != GIT_OID_SHA1_HEXSIZE || git_oid_fromstr(&oid, id.hex.constData()) < 0)
        return std::nullopt;
    return oid;
}

FileMode toMode(quint16 mode)
{
    return static_cast<FileMode>(mode);
}

Result<CommitHandle> lookupCommit(git_repository *repository, const ObjectId &id)
{
    const auto oid = toOid(id);
    if (!oid)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s, QString::fromLatin1(id.hex));
    CommitHandle commit;
    if (const int rc = git_commit_lookup(commit.out(), repository, &*oid); rc < 0)
        return gitFail(rc, u"The commit cannot be read"_s, QString::fromLatin1(id.hex));
    return commit;
}

Result<TreeHandle> lookupTree(git_repository *repository, const ObjectId &treeOrCommit)
{
    const QString name = QString::fromLatin1(treeOrCommit.hex);
    const auto oid = toOid(treeOrCommit);
    if (!oid)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a tree or commit."_s, name);
    ObjectHandle object;
    if (const int rc = git_object_lookup(object.out(), repository, &*oid, GIT_OBJECT_ANY); rc < 0)
        return gitFail(rc, u"The tree cannot be read"_s, name);
    ObjectHandle peeled;
    if (const int rc = git_object_peel(peeled.out(), object.get(), GIT_OBJECT_TREE); rc < 0)
        return gitFail(rc, u"This object has no tree"_s, name);
    return TreeHandle(reinterpret_cast<git_tree *>(peeled.release()));
}

Result<SignatureHandle> makeSignature(const Identity &who, const QDateTime &when)
{
    const QDateTime moment = when.isValid() ? when : QDateTime::currentDateTime();
    SignatureHandle signature;
    if (const int rc = git_signature_new(signature.out(), who.name.toUtf8().constData(), who.email.toUtf8().constData(),
                                         moment.toSecsSinceEpoch(), moment.offsetFromUtc() / 60);
        rc < 0)
        return gitFail(rc, u"Git cannot write this name and address"_s, u"%1 <%2>"_s.arg(who.name, who.email));
    return signature;
}

Signature toSignature(const git_signature *signature)
{
    if (!signature)
        return {};
    const QTimeZone zone = QTimeZone::fromSecondsAheadOfUtc(signature->when.offset * 60);
    return {{QString::fromUtf8(signature->name), QString::fromUtf8(signature->email)},
            QDateTime::fromSecsSinceEpoch(signature->when.time, zone.isValid() ? zone : QTimeZone::utc())};
}

QString headBranchIn(const QString &gitDir)
{
    QFile file(gitDir + "/HEAD"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.read(4096).trimmed();
    static constexpr QByteArrayView prefix = "ref: refs/heads/";
    return line.startsWith(prefix) ? QString::fromUtf8(line.mid(prefix.size())) : QString();
}

} // namespace docket::git
