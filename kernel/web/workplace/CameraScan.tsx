import { IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../i18n/text.ts';
import { openReader } from './camera.ts';
import classes from './workplace.module.css';

interface CameraScanProps {
  onScan: (code: string) => void;
  onClose: () => void;
}

/** Milliseconds between two looks. */
const interval = 150;

/** The picture of the camera until a code is in it. */
export default function CameraScan({ onScan, onClose }: CameraScanProps) {
  const { t } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const [isRefused, setRefused] = useState(false);
  const latest = useRef(onScan);
  useLayoutEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const reader = openReader();
    const look = async () => {
      const image = video.current;
      const [code] = image && reader ? await reader.detect(image).catch(() => []) : [];
      if (isOver) return;
      if (code) latest.current(code.rawValue);
      else timer = setTimeout(look, interval);
    };
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (isOver) return stop();
        if (video.current) {
          video.current.srcObject = stream;
          await video.current.play();
        }
        await look();
      } catch {
        setRefused(true);
      }
    };
    const stop = () => {
      isOver = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void begin();
    return stop;
  }, []);
  return (
    <div className={classes.camera} role="dialog" aria-label={t('web.workplace.scan.camera')}>
      {isRefused ? (
        <p className={classes.cameraFault}>{t('web.workplace.scan.noCamera')}</p>
      ) : (
        <video ref={video} className={classes.picture} playsInline muted />
      )}
      <button type="button" className={classes.cameraClose} onClick={onClose}>
        <IconX size={24} />
        {t('web.workplace.scan.close')}
      </button>
    </div>
  );
}
