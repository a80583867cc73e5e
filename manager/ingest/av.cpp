#include "manager/ingest/av.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <string_view>

extern "C" {
#include <libavutil/avstring.h>
}

#include "shared/base/limits.h"

namespace bangtin::av {
namespace {

constexpr int kBufferBytes = 64 << 10;

std::atomic<bool> saw_too_many_streams = false;
std::atomic<bool> saw_encryption = false;

void note(void*, int level, const char* format, va_list) {
  if (level > AV_LOG_WARNING) return;
  const std::string_view text(format);
  if (text.find("max_streams") != text.npos) saw_too_many_streams = true;
  if (text.find("DRM protected") != text.npos) saw_encryption = true;
}

}  // namespace

const char* const kFormats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mxf,dv";

const char* const kDecoders =
    "h264,hevc,vp8,vp9,libdav1d,mpeg1video,mpeg2video,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,h263,flv,"
    "wmv1,wmv2,wmv3,vc1,mjpeg,prores,dnxhd,dvvideo,theora,vp3,vp6,vp6a,vp6f,svq3,rawvideo,v210,"
    "huffyuv,ffvhuff,ffv1,utvideo,qtrle,"
    "aac,aac_latm,ac3,eac3,mp3,mp3float,mp2,mp2float,opus,vorbis,flac,alac,dca,truehd,wmav1,wmav2,"
    "wmapro,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_u8,pcm_s8,"
    "pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,amrnb,"
    "amrwb,nellymoser,speex";

FileBytes::FileBytes(int fd, bool writing) : fd_(fd) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
  io_ = avio_alloc_context(buffer, kBufferBytes, writing ? 1 : 0, this, read, write, seek);
}

FileBytes::~FileBytes() {
  if (!io_) return;
  av_freep(&io_->buffer);
  avio_context_free(&io_);
}

int FileBytes::read(void* self, std::uint8_t* bytes, int size) {
  auto& file = *static_cast<FileBytes*>(self);
  const ssize_t got = ::pread(file.fd_, bytes, static_cast<std::size_t>(size), file.at_);
  if (got < 0) return AVERROR(errno);
  if (got == 0) return AVERROR_EOF;
  file.at_ += got;
  return static_cast<int>(got);
}

int FileBytes::write(void* self, std::uint8_t* bytes, int size) {
  auto& file = *static_cast<FileBytes*>(self);
  for (int done = 0; done < size;) {
    const ssize_t put =
        ::pwrite(file.fd_, bytes + done, static_cast<std::size_t>(size - done), file.at_);
    if (put <= 0) {
      file.full_ = errno == ENOSPC || errno == EFBIG || errno == EDQUOT;
      return AVERROR(errno);
    }
    done += static_cast<int>(put);
    file.at_ += put;
  }
  return size;
}

std::int64_t FileBytes::seek(void* self, std::int64_t offset, int whence) {
  auto& file = *static_cast<FileBytes*>(self);
  const std::int64_t size = ::lseek(file.fd_, 0, SEEK_END);
  const int way = whence & ~AVSEEK_FORCE;
  if (way == AVSEEK_SIZE) return size;
  const std::int64_t base = way == SEEK_CUR ? file.at_ : way == SEEK_END ? size : 0;
  if (way != SEEK_SET && way != SEEK_CUR && way != SEEK_END) return AVERROR(EINVAL);
  if (offset < -base || offset > INT64_MAX - base) return AVERROR(EINVAL);
  return file.at_ = base + offset;
}

void listen_to_complaints() { av_log_set_callback(note); }

void clear_complaints() {
  saw_too_many_streams = false;
  saw_encryption = false;
}

Complaints complaints() { return {saw_too_many_streams, saw_encryption}; }

const AVCodec* decoder_of(const AVStream& stream) {
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  return codec && av_match_list(codec->name, kDecoders, ',') ? codec : nullptr;
}

Codec open_decoder(const AVStream& stream) {
  const AVCodec* codec = decoder_of(stream);
  if (!codec) return nullptr;
  Codec context(avcodec_alloc_context3(codec));
  if (!context || avcodec_parameters_to_context(context.get(), stream.codecpar) < 0) {
    return nullptr;
  }
  context->pkt_timebase = stream.time_base;
  context->max_pixels = limits::kClipPixelsMax;
  context->thread_count = codec->type == AVMEDIA_TYPE_VIDEO ? 0 : 1;
  if (avcodec_open2(context.get(), codec, nullptr) < 0) return nullptr;
  return context;
}

}  // namespace bangtin::av
