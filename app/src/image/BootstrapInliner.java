import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Replaces what the JDK generates at run time by bytecode of the class: pattern switches over types,
/// and `equals` and `hashCode` of records.
///
/// The AOT cache stores the call sites of lambdas and string concatenations, not these. Each costs up to
/// several milliseconds at its first use in every start, and at the first use of a view.
final class BootstrapInliner {
  private static final ClassDesc SWITCH = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORD = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private final ClassModel model;
  private final ClassDesc type;
  private final List<Switch> switches = new ArrayList<>();

  /// One pattern switch, which becomes a static method `(selector, first label) -> label`.
  private record Switch(String method, MethodTypeDesc descriptor, List<ClassDesc> labels) {}

  private BootstrapInliner(ClassModel model) {
    this.model = model;
    this.type = model.thisClass().asSymbol();
  }

  /// @return the class, or the same array if there is nothing to replace
  /// @throws IllegalStateException if the result is no valid class
  static byte[] inline(ClassFile classFile, byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    if (model.methods().stream().noneMatch(BootstrapInliner::isReplaceable)) {
      return bytes;
    }
    BootstrapInliner inliner = new BootstrapInliner(model);
    byte[] inlined =
        classFile.build(
            inliner.type,
            builder -> {
              model.forEach(element -> inliner.copy(builder, element));
              inliner.switches.forEach(it -> inliner.addMethod(builder, it));
            });
    List<VerifyError> errors = classFile.verify(inlined);
    if (!errors.isEmpty()) {
      throw new IllegalStateException("invalid class " + inliner.type.displayName(), errors.getFirst());
    }
    return inlined;
  }

  private static boolean isReplaceable(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(it -> recordMethod(it).isPresent() || labels(it).isPresent());
  }

  private void copy(ClassBuilder builder, ClassElement element) {
    if (!(element instanceof MethodModel method) || !isReplaceable(method)) {
      builder.with(element);
      return;
    }
    Optional<InvokeDynamicInstruction> ofRecord =
        method.code().orElseThrow().elementStream()
            .flatMap(it -> recordMethod(it).stream())
            .findFirst();
    if (ofRecord.isPresent()) {
      List<DirectMethodHandleDesc> fields = fields(ofRecord.get());
      boolean hash = ofRecord.get().name().equalsString("hashCode");
      builder.withMethodBody(
          method.methodName(),
          method.methodType(),
          method.flags().flagsMask(),
          code -> addRecordMethod(code, hash, fields));
    } else {
      builder.transformMethod(
          method,
          (methodBuilder, part) -> {
            if (part instanceof CodeModel body) {
              methodBuilder.transformCode(body, this::replaceSwitch);
            } else {
              methodBuilder.with(part);
            }
          });
    }
  }

  /// An invocation that implements `equals` or `hashCode` of a record.
  private static Optional<InvokeDynamicInstruction> recordMethod(Object element) {
    return element instanceof InvokeDynamicInstruction it
            && it.bootstrapMethod().owner().equals(RECORD)
            && !it.name().equalsString("toString")
        ? Optional.of(it)
        : Optional.empty();
  }

  /// The types of a pattern switch that has no other labels.
  private static Optional<List<ClassDesc>> labels(Object element) {
    if (!(element instanceof InvokeDynamicInstruction it)
        || !it.bootstrapMethod().owner().equals(SWITCH)
        || !it.name().equalsString("typeSwitch")) {
      return Optional.empty();
    }
    List<ClassDesc> labels = new ArrayList<>();
    for (ConstantDesc label : it.bootstrapArgs()) {
      if (!(label instanceof ClassDesc labelType) || labelType.isPrimitive()) {
        return Optional.empty();
      }
      labels.add(labelType);
    }
    boolean plain = it.typeSymbol().parameterList().size() == 2 && !it.typeSymbol().parameterType(0).isPrimitive();
    return plain ? Optional.of(labels) : Optional.empty();
  }

  private void replaceSwitch(CodeBuilder code, CodeElement element) {
    Optional<List<ClassDesc>> labels = labels(element);
    if (labels.isEmpty()) {
      code.with(element);
      return;
    }
    MethodTypeDesc descriptor = ((InvokeDynamicInstruction) element).typeSymbol();
    Switch replaced = new Switch("typeSwitch$" + switches.size(), descriptor, labels.get());
    switches.add(replaced);
    code.invokestatic(type, replaced.method, descriptor, isInterface());
  }

  private boolean isInterface() {
    return model.flags().has(AccessFlag.INTERFACE);
  }

  /// Like `SwitchBootstraps.typeSwitch`: -1 for null, else the first label from the given one on
  /// that matches, else the number of labels.
  private void addMethod(ClassBuilder builder, Switch it) {
    builder.withMethodBody(
        it.method,
        it.descriptor,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
        code -> {
          Label present = code.newLabel();
          code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
          for (int i = 0; i < it.labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(it.labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
          }
          code.loadConstant(it.labels.size()).ireturn();
        });
  }

  /// The getters of the fields.
  private static List<DirectMethodHandleDesc> fields(InvokeDynamicInstruction of) {
    return of.bootstrapArgs().stream().skip(2).map(it -> (DirectMethodHandleDesc) it).toList();
  }

  private void addRecordMethod(CodeBuilder code, boolean hash, List<DirectMethodHandleDesc> fields) {
    if (hash) {
      addHashCode(code, fields);
    } else {
      addEquals(code, fields);
    }
  }

  private void addHashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc fieldType = fieldType(field);
      code.bipush(31).imul().aload(0).getfield(type, field.methodName(), fieldType);
      if (fieldType.isPrimitive()) {
        code.invokestatic(box(fieldType), "hashCode", MethodTypeDesc.of(CD_int, fieldType));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void addEquals(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    Label different = code.newLabel();
    Label other = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(type).ifeq(different);
    for (DirectMethodHandleDesc field : fields) {
      ClassDesc fieldType = fieldType(field);
      code.aload(0).getfield(type, field.methodName(), fieldType);
      code.aload(1).checkcast(type).getfield(type, field.methodName(), fieldType);
      if (fieldType.isPrimitive()) {
        code.invokestatic(
            box(fieldType), "compare", MethodTypeDesc.of(CD_int, fieldType, fieldType));
        code.ifne(different);
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
        code.ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static ClassDesc fieldType(DirectMethodHandleDesc getter) {
    return getter.invocationType().returnType();
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "C" -> ConstantDescs.CD_Character;
      case "S" -> ConstantDescs.CD_Short;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
