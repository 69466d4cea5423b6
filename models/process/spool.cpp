// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/spool.h"

#include <cerrno>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype bufferBytes = 64 * 1024;

Error fileError(const QFile &file)
{
    // QFile folds most causes into one; errno of the call that just failed is still there.
    if (errno == ENOSPC || errno == EDQUOT || file.error() == QFile::ResourceError)
        return {ErrorCode::DiskFull, u"The disk is full. Free some space; the run's log ends here."_s, file.fileName()};
    if (errno == EROFS)
        return {ErrorCode::ReadOnly, u"The log cannot be written: the file system is read-only."_s, file.fileName()};
    return {ErrorCode::Io, u"The log cannot be written: %1."_s.arg(file.errorString()), file.fileName()};
}

} // namespace

Spool::~Spool()
{
    if (m_file.isOpen())
        (void)close();
}

Result<void> Spool::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        m_status = std::unexpected(fileError(m_file));
        return m_status;
    }
    m_size = m_file.size();
    return {};
}

void Spool::append(QByteArrayView bytes)
{
    if (!m_file.isOpen() || !m_status || bytes.isEmpty())
        return;
    if (hasDropped()) {
        m_dropped += bytes.size();
        return;
    }
    const qint64 room = m_cap - m_size;
    if (bytes.size() > room) {
        const qsizetype fitting = room > 0 ? bytes.first(room).lastIndexOf('\n') + 1 : 0;
        m_dropped += bytes.size() - fitting;
        bytes = bytes.first(fitting);
    }
    m_buffer.append(bytes);
    m_size += bytes.size();
    if (m_buffer.size() >= bufferBytes)
        (void)flush();
}

Result<void> Spool::flush()
{
    while (m_status && !m_buffer.isEmpty()) {
        errno = 0;
        const qint64 written = m_file.write(m_buffer);
        if (written <= 0)
            m_status = std::unexpected(fileError(m_file));
        else
            m_buffer.remove(0, written);
    }
    if (!m_status)
        m_buffer.clear();
    return m_status;
}

Result<void> Spool::close()
{
    if (hasDropped() && m_status && m_file.isOpen()) {
        const QByteArray before = m_size > 0 && !m_buffer.endsWith('\n') ? "\n" : "";
        m_buffer += before + "[docket] " + QByteArray::number(m_dropped) + " bytes beyond the limit of "
            + QByteArray::number(m_cap) + " bytes are not kept.\n";
    }
    const auto status = flush();
    m_file.close();
    return status;
}

} // namespace docket
