// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/overviewruler.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

using diff::LineClass;
using diff::Row;

namespace {

constexpr int RowsPerPixel = 24;
constexpr qint64 FreeNs = 1'000'000; ///< a draw that is quicker than this may follow the one before at once
constexpr qint64 RestFactor = 40;

bool isMoved(const Row &row)
{
    const auto moved = [](LineClass c) {
        return c == LineClass::MovedFrom || c == LineClass::MovedTo || c == LineClass::CopiedTo;
    };
    return moved(row.leftClass) || moved(row.rightClass);
}

} // namespace

OverviewRuler::OverviewRuler(const DiffScene &scene, QWidget *parent) : QWidget(parent), m_scene(scene)
{
    setObjectName(u"overviewRuler"_s);
    setAccessibleName(tr("Overview of all changes"));
    setToolTip(tr("All changes, comments, warnings and search hits; click to go there"));
    setCursor(Qt::PointingHandCursor);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_isDirty)
            update();
    });
}

void OverviewRuler::setTheme(const ThemeColors &theme)
{
    m_theme = theme;
    m_rest.stop();
    invalidate();
}

void OverviewRuler::invalidate()
{
    m_isDirty = true;
    update();
}

void OverviewRuler::setVisiblePart(qint64 top, int height)
{
    if (top == m_top && height == m_height)
        return;
    m_top = top;
    m_height = height;
    update();
}

qint64 OverviewRuler::surfaceY(double y) const
{
    const double part = std::clamp(y / std::max(1, height()), 0.0, 1.0);
    return qint64(part * double(std::max<qint64>(m_scene.geometry().totalHeight(), height())));
}

void OverviewRuler::draw()
{
    m_isDirty = false;
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(m_theme.panel);
    QPainter painter(&m_picture);
    painter.fillRect(0, 0, 1, height(), m_theme.line);
    if (m_scene.fileCount() == 0)
        return;
    const int middle = width() / 2;
    for (int y = 0; y < height(); y += 2) {
        const qint64 first = surfaceY(y);
        const qint64 last = surfaceY(y + 2);
        if (first >= m_scene.geometry().totalHeight())
            break;
        bool removed = false;
        bool added = false;
        bool moved = false;
        bool comment = false;
        bool hit = false;
        bool warning = false;
        const qint64 step = std::max<qint64>(m_scene.geometry().metrics().row, (last - first) / RowsPerPixel);
        for (qint64 at = first; at < last; at += step) {
            const auto place = m_scene.geometry().at(at);
            const RowPlace row{place.file, place.row};
            if (m_scene.isStale(row.file) || row.row >= m_scene.rowCount(row.file))
                continue;
            const Row &content = m_scene.row(row);
            if (content.isChange() && !(content.flags & diff::FromBase)) {
                removed = removed || content.left >= 0;
                added = added || content.right >= 0;
                moved = moved || isMoved(content);
            }
            warning = warning || (content.flags & (diff::WarnLeft | diff::WarnRight));
            hit = hit || (m_isHit && m_isHit(row));
            comment = comment
                || (place.top >= first - step && place.height > m_scene.style().metrics.row * 2
                    && !m_scene.hangingAt(row).empty());
        }
        if (moved)
            painter.fillRect(3, y, width() - 5, 2, m_theme.tint(ThemeColors::Moved).bar);
        else {
            if (removed)
                painter.fillRect(3, y, middle - 3, 2, m_theme.tint(ThemeColors::Removed).bar);
            if (added)
                painter.fillRect(middle + 1, y, width() - middle - 3, 2, m_theme.tint(ThemeColors::Added).bar);
        }
        if (comment)
            painter.fillRect(1, y - 1, width() - 2, 3, m_theme.accent);
        if (warning) // characters that mislead: found by Docket itself
            painter.fillRect(width() - 6, y, 5, 3, m_theme.warnBack);
        if (hit)
            painter.fillRect(middle - 2, y, 5, 2, m_theme.foundNow);
    }
}

/** While thousands of files come, it would be drawn for each of them: it takes a small part of the time at most. */
void OverviewRuler::drawInTime()
{
    if (m_picture.size() == size() * devicePixelRatioF() && m_rest.isActive())
        return;
    QElapsedTimer timer;
    timer.start();
    draw();
    if (const qint64 spent = timer.nsecsElapsed(); spent > FreeNs)
        m_rest.start(int(RestFactor * spent / 1'000'000));
}

void OverviewRuler::paintEvent(QPaintEvent *)
{
    if (m_isDirty)
        drawInTime();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const double total = double(std::max<qint64>(m_scene.geometry().totalHeight(), height()));
    const QRectF part(1, double(m_top) / total * height(), width() - 1, std::max(6.0, m_height / total * height()));
    QColor veil = m_theme.text;
    veil.setAlphaF(0.10f);
    painter.fillRect(part, veil);
    veil.setAlphaF(0.35f);
    painter.setPen(veil);
    painter.drawRect(part.adjusted(0, 0, -1, -1));
}

void OverviewRuler::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT jumped(surfaceY(event->position().y()));
}

void OverviewRuler::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        Q_EMIT jumped(surfaceY(event->position().y()));
}

void OverviewRuler::resizeEvent(QResizeEvent *)
{
    invalidate();
}

} // namespace docket
