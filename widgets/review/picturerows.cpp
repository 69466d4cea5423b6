// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/picturerows.h"

#include "widgets/review/picturecompare.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {
constexpr size_t MaxKept = 6; ///< comparisons whose pictures stay in memory
} // namespace

PictureRows::PictureRows(DiffScene &scene, QWidget *viewport) : QObject(viewport), m_scene(scene), m_viewport(viewport)
{
    m_pool.setMaxThreadCount(1);
}

PictureRows::~PictureRows()
{
    for (auto &[file, shown] : m_shown)
        shown.cancel.cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

void PictureRows::setLookup(SourceLookup *lookup, const QString &repository)
{
    if (lookup == m_lookup && repository == m_repository)
        return;
    m_lookup = lookup;
    m_repository = repository;
    m_scene.setShowsPictures(lookup != nullptr);
    begin();
}

void PictureRows::begin()
{
    while (!m_shown.empty())
        forget(m_shown.begin()->first);
}

void PictureRows::forget(int file)
{
    const auto found = m_shown.find(file);
    found->second.cancel.cancel();
    found->second.widget->hide();
    found->second.widget->deleteLater();
    m_shown.erase(found);
}

bool PictureRows::isAnyVisible() const
{
    return std::ranges::any_of(m_shown, [](const auto &each) { return each.second.widget->isVisible(); });
}

PictureCompare *PictureRows::compare(int file) const
{
    const auto found = m_shown.find(file);
    return found == m_shown.end() ? nullptr : found->second.widget;
}

bool PictureRows::focus(int file)
{
    PictureCompare *widget = compare(file);
    if (!widget || !widget->isVisible())
        return false;
    widget->canvas()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

int PictureRows::height(const Shown &shown) const
{
    return shown.widget->wantedHeight(m_viewport->width(), std::max(160, m_viewport->height() * 3 / 4));
}

PictureRows::Shown &PictureRows::shown(int file)
{
    Shown &shown = m_shown[file];
    if (!shown.widget) {
        shown.widget = new PictureCompare(m_scene.document().entry(file), m_viewport);
        connect(shown.widget, &PictureCompare::differenceWanted, this, [this, file] { compareAll(file); });
        connect(shown.widget, &PictureCompare::left, this, &PictureRows::left);
        load(file);
    }
    return shown;
}

void PictureRows::load(int file)
{
    Shown &shown = m_shown[file];
    const diff::FileEntry &entry = m_scene.document().entry(file);
    for (const bool after : {false, true}) {
        const diff::FileVersion &version = after ? entry.after : entry.before;
        if (!version.exists())
            continue;
        ++shown.waiting;
        const QPointer<PictureCompare> widget = shown.widget;
        m_lookup->readBlob(m_repository, version.blob, Picture::MaxBytes, shown.widget,
                           [this, file, after, cancel = shown.cancel, widget](const Result<QByteArray> &bytes) {
                               if (cancel.isCancelled() || !widget)
                                   return;
                               if (!bytes)
                                   return widget->setProblem(bytes.error().text());
                               m_pool.start([this, file, after, cancel, content = *bytes] {
                                   if (cancel.isCancelled())
                                       return;
                                   const Picture picture = Picture::decode(content);
                                   QMetaObject::invokeMethod(
                                       this,
                                       [this, file, after, cancel, picture] {
                                           if (!cancel.isCancelled())
                                               take(file, after, picture);
                                       },
                                       Qt::QueuedConnection);
                               });
                           });
    }
}

void PictureRows::take(int file, bool after, const Picture &picture)
{
    Shown &shown = m_shown[file];
    shown.sides[after] = picture;
    if (--shown.waiting > 0)
        return;
    shown.widget->setPictures(shown.sides[0], shown.sides[1]);
    Q_EMIT heightChanged(file, height(shown));
}

void PictureRows::compareAll(int file)
{
    const Shown &shown = m_shown[file];
    m_pool.start([this, file, cancel = shown.cancel, before = shown.sides[0].image, after = shown.sides[1].image] {
        const PictureDifference difference = PictureDifference::of(before, after, cancel);
        QMetaObject::invokeMethod(this, [this, file, cancel, difference] {
            if (!cancel.isCancelled())
                m_shown[file].widget->setDifference(difference);
        }, Qt::QueuedConnection);
    });
}

void PictureRows::letGo()
{
    while (m_shown.size() > MaxKept) {
        const auto oldest =
            std::ranges::min_element(m_shown, {}, [](const auto &each) { return each.second.lastSeen; });
        if (oldest->second.lastSeen == m_clock)
            return;
        forget(oldest->first);
    }
}

void PictureRows::place(qint64 scrollY, int strip)
{
    if (!m_lookup || m_scene.fileCount() == 0)
        return;
    ++m_clock;
    const auto &geometry = m_scene.geometry();
    const int first = geometry.at(scrollY + strip).file;
    const int last = geometry.at(scrollY + m_viewport->height()).file;
    for (int file = first; file <= last; ++file) {
        const RowPlace row = m_scene.pictureRow(file);
        if (!row.isValid())
            continue;
        Shown &each = shown(file);
        each.lastSeen = m_clock;
        const int top = int(geometry.rowTop(row.file, row.row) + m_scene.bandHeight(row) - scrollY);
        each.widget->setGeometry(0, top, m_viewport->width(), m_scene.pictureHeight(file));
        // What scrolls below the file's header, which stays on top, is cut off there.
        const int hidden = std::max(0, strip - top);
        if (hidden > 0)
            each.widget->setMask(QRegion(0, hidden, each.widget->width(), std::max(0, each.widget->height() - hidden)));
        else
            each.widget->clearMask();
        each.widget->show();
        if (const int wanted = height(each); each.waiting == 0 && wanted != m_scene.pictureHeight(file))
            QMetaObject::invokeMethod(
                this, [this, file, wanted] { Q_EMIT heightChanged(file, wanted); }, Qt::QueuedConnection);
    }
    for (auto &[file, each] : m_shown) {
        if (each.lastSeen != m_clock)
            each.widget->hide();
    }
    letGo();
}

} // namespace docket
