// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/weblink.h"

#include "git/handles.h"

#include <QRegularExpression>
#include <QUrl>

#include <vector>

using namespace Qt::StringLiterals;

namespace docket::git {

namespace {

using RemoteHandle = Handle<git_remote, git_remote_free>;

/** Host and path of a repository, from any of the ways in which git writes a remote. */
struct Place
{
    QString host;
    QString path;
};

Place placeOf(const QString &remote)
{
    static const QRegularExpression scp(u"^(?:[^@/:]+@)?([^/:]+):(?!//)(.+)$"_s);
    Place place;
    if (remote.contains("://"_L1)) {
        const QUrl url(remote);
        place = {url.host(), url.path()};
    } else if (const auto match = scp.match(remote); match.hasMatch()) {
        place = {match.captured(1), match.captured(2)};
    }
    place.host = place.host.toLower();
    while (place.path.startsWith(u'/'))
        place.path.removeFirst();
    while (place.path.endsWith(u'/'))
        place.path.chop(1);
    if (place.path.endsWith(".git"_L1))
        place.path.chop(4);
    return place;
}

bool isOneOf(const QString &host, const QString &domain, const QStringList &firstWords = {})
{
    return host == domain || firstWords.contains(host.section(u'.', 0, 0));
}

} // namespace

QString webLink(const QString &remoteUrl, const ObjectId &commit, const QByteArray &path, int line)
{
    const Place place = placeOf(remoteUrl);
    if (place.path.count(u'/') < 1 || !commit.isValid())
        return {};
    const auto encoded = [](const QByteArray &text) { return QString::fromLatin1(text.toPercentEncoding("/~")); };
    const QString root = u"https://"_s + place.host + u'/' + encoded(place.path.toUtf8());
    const QString id = QString::fromLatin1(commit.hex);
    const QString file = encoded(path);
    const QString number = line < 0 ? QString() : QString::number(line + 1);
    const QString anchor = line < 0 ? QString() : u"#L"_s + number;
    if (isOneOf(place.host, u"github.com"_s, {u"github"_s}))
        return root + u"/blob/"_s + id + u'/' + file + anchor;
    if (isOneOf(place.host, u"gitlab.com"_s, {u"gitlab"_s}))
        return root + u"/-/blob/"_s + id + u'/' + file + anchor;
    if (isOneOf(place.host, u"codeberg.org"_s, {u"gitea"_s, u"forgejo"_s}))
        return root + u"/src/commit/"_s + id + u'/' + file + anchor;
    if (isOneOf(place.host, u"bitbucket.org"_s))
        return root + u"/src/"_s + id + u'/' + file + (line < 0 ? QString() : u"#lines-"_s + number);
    if (isOneOf(place.host, u"git.sr.ht"_s))
        return root + u"/tree/"_s + id + u"/item/"_s + file + anchor;
    return {};
}

Result<QString> permalink(const Repository &repository, const ObjectId &commit, const QByteArray &path, int line)
{
    const auto oid = toOid(commit);
    if (!oid)
        return fail(ErrorCode::InvalidInput, u"This is not the name of a commit."_s, QString::fromLatin1(commit.hex));
    const QString text = displayPath(path) + (line < 0 ? QString() : u':' + QString::number(line + 1)) + u'@'
        + QString::fromLatin1(commit.hex);
    RemoteHandle origin;
    if (git_remote_lookup(origin.out(), repository.handle(), "origin") < 0)
        return text;
    const QString link = webLink(QString::fromUtf8(git_remote_url(origin.get())), commit, path, line);
    RefIteratorHandle references;
    if (link.isEmpty()
        || git_reference_iterator_glob_new(references.out(), repository.handle(), "refs/remotes/origin/*") < 0)
        return text;
    std::vector<git_oid> tips;
    RefHandle reference;
    while (tips.size() < 500 && git_reference_next(reference.out(), references.get()) == 0) {
        if (const git_oid *tip = git_reference_target(reference.get()))
            tips.push_back(*tip);
    }
    const bool reached =
        !tips.empty() && git_graph_reachable_from_any(repository.handle(), &*oid, tips.data(), tips.size()) == 1;
    return reached ? link : text;
}

} // namespace docket::git
