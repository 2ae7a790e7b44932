package io.niteru.core.quant;

import java.util.Arrays;

/**
 * What all codes of a segment's field have in common: the space, the rotation and the centre. Codes
 * describe rotated offsets from the centre. Immutable; safe for all threads; {@link Encoder} does
 * the work for one.
 */
public final class Quantizer {
  private final Space space;
  private final CodeLayout layout;
  private final Rotation rotation;
  private final float[] centre;
  private final float[] rotatedCentre;
  private final double squaredCentre;

  /**
   * A quantizer around a centre.
   *
   * @param space the field's space
   * @param centre a point of the space amid the vectors, {@link Space#mappedDimension()} values
   */
  public Quantizer(Space space, float[] centre) {
    this.space = space;
    this.centre = centre;
    this.layout = new CodeLayout(space.codedDimension());
    this.squaredCentre = Math.pow(Space.norm(centre), 2);
    this.rotation = new Rotation(layout.dimension());
    this.rotatedCentre = Arrays.copyOf(centre, layout.dimension());
    rotation.apply(rotatedCentre);
  }

  /** The space codes live in. */
  public Space space() {
    return space;
  }

  /** What codes are offsets from, not rotated; not to be changed. */
  public float[] centrePoint() {
    return centre;
  }

  /** Where things are in a code. */
  public CodeLayout layout() {
    return layout;
  }

  /**
   * What the squared distance of a target from the centre would be if it were scaled to norm 1,
   * times its norm: as many times larger are the differences between its distances.
   *
   * @param norm the target's norm
   * @param squaredDistance its squared distance from the centre
   */
  float spread(double norm, float squaredDistance) {
    double twiceTheProduct = norm * norm + squaredCentre - squaredDistance;
    return (float) Math.max(0, norm * (1 + squaredCentre) - twiceTheProduct);
  }

  /** Rotates a mapped vector and takes the centre off, in place. */
  void centre(float[] mapped) {
    rotation.apply(mapped);
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] -= rotatedCentre[i];
    }
  }
}
